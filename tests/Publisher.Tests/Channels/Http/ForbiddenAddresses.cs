namespace Publisher.Tests.Channels.Http;

/// <summary>Addresses that nobody may be made to call, in every spelling that some resolver or parser reads.</summary>
internal static class ForbiddenAddresses
{
    /// <summary>Refused by what they are, without asking DNS.</summary>
    public static TheoryData<string> All { get; } =
    [.. Loopback, .. Private, .. Special, .. Version6, .. Carried, .. Spelt, .. Names, .. Ports, .. Schemes];

    private static string[] Loopback =>
        [
            "https://127.0.0.1/",
            "https://127.255.255.254/",
            "https://127.1/",
            "https://127.0.1/",
            "https://2130706433/",
            "https://0x7f000001/",
            "https://0x7F.0.0.1/",
            "https://0x7f.1/",
            "https://0177.0.0.1/",
            "https://017700000001/",
            "https://0177.0x0.0.1/",
        ];

    private static string[] Private =>
        [
            "https://10.0.0.1/",
            "https://10.255.255.255/",
            "https://167772161/",
            "https://012.0.0.1/",
            "https://172.16.0.1/",
            "https://172.31.255.255/",
            "https://192.168.1.1/",
            "https://3232235777/",
            "https://0xC0A80101/",
            "https://192.168.257/",
        ];

    private static string[] Special =>
        [
            "https://0/",
            "https://0.0.0.0/",
            "https://0.1.2.3/",
            "https://100.64.0.1/",
            "https://100.127.255.255/",
            "https://169.254.169.254/latest/meta-data/",
            "https://169.254.170.2/",
            "https://2852039166/",
            "https://0xA9FEA9FE/",
            "https://0251.0376.0251.0376/",
            "https://192.0.0.8/",
            "https://192.0.2.1/",
            "https://192.88.99.1/",
            "https://198.18.0.1/",
            "https://198.19.255.255/",
            "https://198.51.100.7/",
            "https://203.0.113.7/",
            "https://224.0.0.1/",
            "https://239.255.255.250/",
            "https://240.0.0.1/",
            "https://255.255.255.255/",
        ];

    private static string[] Version6 =>
        [
            "https://[::]/",
            "https://[::1]/",
            "https://[0:0:0:0:0:0:0:1]/",
            "https://[fc00::1]/",
            "https://[fd00:ec2::254]/",
            "https://[fe80::1]/",
            "https://[fe80::1%25eth0]/",
            "https://[fe80::1%251]/",
            "https://[febf::1]/",
            "https://[fec0::1]/",
            "https://[ff02::1]/",
            "https://[100::1]/",
            "https://[2001:db8::1]/",
            "https://[3fff::1]/",
            "https://[5f00::1]/",
            "https://[2001:2::1]/",
        ];

    private static string[] Carried =>
        [
            "https://[::127.0.0.1]/",
            "https://[::ffff:127.0.0.1]/",
            "https://[::ffff:7f00:1]/",
            "https://[::ffff:10.0.0.1]/",
            "https://[::ffff:169.254.169.254]/",
            "https://[::ffff:0:10.0.0.1]/",
            "https://[64:ff9b::10.0.0.1]/",
            "https://[64:ff9b::a9fe:a9fe]/",
            "https://[64:ff9b:1::1]/",
            "https://[2002:7f00:1::]/",
            "https://[2002:a9fe:a9fe::1]/",
            "https://[2002:c0a8:101::1]/",
            "https://[2001::1]/",
            "https://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/",
            "https://[2606:2800:220:1:0:5efe:10.0.0.1]/",
            "https://[2606:2800:220:1:200:5efe:7f00:1]/",
        ];

    private static string[] Spelt =>
        [
            "https://１２７.０.０.１/",
            "https://127。0。0。1/",
            "https://127．0．0．1/",
            "https://①②⑦.0.0.1/",
            "https://127.0.0.1./",
            "https://169.254.169.254./",
            "https://0x7f.0.0.1./",
            "https://127.0.0.1../",
            "https://%31%32%37.0.0.1/",
            "https://127.0.0.256/",
            "https://1.2.3.4.5/",
            "https://news.example.0x7f/",
        ];

    private static string[] Names =>
        [
            "https://localhost/",
            "https://LOCALHOST/",
            "https://localhost./",
            "https://ｌｏｃａｌｈｏｓｔ/",
            "https://api.localhost/",
            "https://metadata.google.internal/",
            "https://printer.local/",
            "https://router.home.arpa/",
            "https://intranet/",
        ];

    private static string[] Ports =>
        [
            "https://mastodon.example:8443/",
            "https://mastodon.example:22/",
            "https://mastodon.example:80/",
            "https://mastodon.example:0/",
            "http://mastodon.example/",
            "http://mastodon.example:443/",
        ];

    private static string[] Schemes =>
        [
            "https://user:word@mastodon.example/",
            "https://user@mastodon.example/",
            "https://mastodon.example@127.0.0.1/",
            "https://mastodon.example%40127.0.0.1/",
            "ftp://mastodon.example/",
            "gopher://mastodon.example/",
            "file:///etc/passwd",
            "data:text/plain,hello",
            "javascript:alert(1)",
        ];
}
