using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Publisher.Tests.Channels.Http;

/// <summary>An authority that issues the certificates a test asks for.</summary>
internal sealed class TestAuthority : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public TestAuthority()
    {
        var request = new CertificateRequest("CN=Test authority", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        Root = request.CreateSelfSigned(Day(-90), Day(90));
    }

    public X509Certificate2 Root { get; }

    /// <summary>For a host or an IPv4 address.</summary>
    public X509Certificate2 Issue(string host, int fromDays = -30, int toDays = 30)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var issued = Request(host, key).Create(Root, Day(fromDays), Day(toDays), RandomNumberGenerator.GetBytes(8));
        return issued.CopyWithPrivateKey(key);
    }

    public static X509Certificate2 SelfSigned(string host)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Request(host, key).CreateSelfSigned(Day(-30), Day(30));
    }

    public void Dispose()
    {
        Root.Dispose();
        _key.Dispose();
    }

    private static CertificateRequest Request(string host, ECDsa key)
    {
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(host, out var address))
        {
            names.AddIpAddress(address);
        }
        else
        {
            names.AddDnsName(host);
        }

        request.CertificateExtensions.Add(names.Build());
        return request;
    }

    private static DateTimeOffset Day(int days) => TimeProvider.System.GetUtcNow().AddDays(days);
}
