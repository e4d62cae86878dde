using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Publisher.Posts.Storage;

/// <summary>Keeps the ring of data-protection keys, encrypted by a passphrase, a certificate, or a key file of its own (0600).</summary>
internal static class KeyRing
{
    public static IServiceCollection AddKeyRing(this IServiceCollection services, bool inDatabase, SecretsOptions secrets)
    {
        var ring = services.AddDataProtection().SetApplicationName("Publisher");
        if (inDatabase)
        {
            ring.PersistKeysToDbContext<PostgresPublisherDb>();
        }
        else
        {
            services
                .AddOptions<KeyManagementOptions>()
                .Configure<DataDirectory>(
                    (options, directory) =>
                        options.XmlRepository = new Microsoft.AspNetCore.DataProtection.Repositories.FileSystemXmlRepository(
                            Directory.CreateDirectory(directory.File("keys")),
                            Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance
                        )
                );
        }

        services.AddSingleton<RingKey>();
        if (secrets.CertificateFile is { Length: > 0 } file)
        {
            ring.ProtectKeysWithCertificate(X509CertificateLoader.LoadPkcs12FromFile(file, secrets.Passphrase));
        }
        else
        {
            services.AddOptions<KeyManagementOptions>().Configure<RingKey>((options, key) => options.XmlEncryptor = new RingEncryptor(key));
        }

        return services;
    }
}

/// <summary>The key that encrypts the ring: derived from the passphrase, else kept in a file that only its owner reads.</summary>
public sealed class RingKey(IOptions<SecretsOptions> options, DataDirectory directory)
{
    private const int Rounds = 600_000;
    private byte[]? _fileKey;

    /// <summary>No passphrase is set, so the key lies beside the data.</summary>
    public bool LiesBesideTheData => options.Value is { Passphrase: null or "", CertificateFile: null or "" };

    /// <summary>Asked before the ring is used, since what uses it hides the sentence in a fault of its own.</summary>
    /// <exception cref="InvalidOperationException"><c>Secrets:Require</c> is set and there is no passphrase.</exception>
    public void Check()
    {
        if (LiesBesideTheData && options.Value.Require)
        {
            throw new InvalidOperationException("Secrets:Require is set: give Secrets:Passphrase or Secrets:CertificateFile.");
        }
    }

    /// <exception cref="InvalidOperationException"><c>Secrets:Require</c> is set and there is no passphrase.</exception>
    internal byte[] Derive(byte[] salt)
    {
        if (!LiesBesideTheData)
        {
            return Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(options.Value.Passphrase!), salt, Rounds, HashAlgorithmName.SHA256, 32);
        }

        Check();
        return HKDF.DeriveKey(HashAlgorithmName.SHA256, _fileKey ??= ReadOrMake(directory.File("ring-key")), 32, salt);
    }

    private static byte[] ReadOrMake(string path)
    {
        if (!File.Exists(path))
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using var file = new FileStream(path, options);
            file.Write(RandomNumberGenerator.GetBytes(32));
            file.Flush(flushToDisk: true);
        }

        return File.ReadAllBytes(path);
    }
}

internal sealed class RingEncryptor(RingKey key) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var (salt, nonce) = (RandomNumberGenerator.GetBytes(16), RandomNumberGenerator.GetBytes(12));
        var (cipher, tag) = (new byte[plain.Length], new byte[16]);
        using var aes = new AesGcm(key.Derive(salt), tag.Length);
        aes.Encrypt(nonce, plain, cipher, tag);
        return new EncryptedXmlInfo(
            new XElement(
                "encryptedKey",
                new XAttribute("salt", Convert.ToBase64String(salt)),
                Convert.ToBase64String([.. nonce, .. tag, .. cipher])
            ),
            typeof(RingDecryptor)
        );
    }
}

/// <summary>Made by data protection through its constructor that takes the services.</summary>
internal sealed class RingDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
    {
        var salt = Convert.FromBase64String(encryptedElement.Attribute("salt")!.Value);
        var bytes = Convert.FromBase64String(encryptedElement.Value).AsSpan();
        var plain = new byte[bytes.Length - 28];
        using var aes = new AesGcm(services.GetRequiredService<RingKey>().Derive(salt), 16);
        aes.Decrypt(bytes[..12], bytes[28..], bytes[12..28], plain);
        return XElement.Parse(Encoding.UTF8.GetString(plain));
    }
}
