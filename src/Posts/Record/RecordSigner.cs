using System.Security.Cryptography;
using System.Text;
using Publisher.Posts.Keys;
using Publisher.Posts.Storage;

namespace Publisher.Posts.Record;

/// <summary>A signature of the record, and the key that checks it.</summary>
/// <param name="KeyId">The first 16 digits of the SHA-256 of the public key.</param>
/// <param name="PublicKey">SubjectPublicKeyInfo.</param>
/// <param name="Value">ECDSA P-256 with SHA-256, as DER: the form openssl reads.</param>
/// <param name="Text">SHA-256 of what was signed, lower-case hex.</param>
public sealed record RecordSignature(string KeyId, byte[] PublicKey, byte[] Value, string Text);

/// <summary>Signs the record with a key that is made at first need and kept encrypted in the database.</summary>
public sealed class RecordSigner(KeptKeys keys)
{
    private const string Purpose = "record";

    public async Task<RecordSignature> SignAsync(string text, CancellationToken cancellationToken)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(await keys.CurrentAsync(Purpose, Make, cancellationToken), out _);
        var publicKey = key.ExportSubjectPublicKeyInfo();
        var signature = key.SignData(bytes, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return new RecordSignature(Digest.Of(publicKey)[..16], publicKey, signature, Digest.Of(bytes));
    }

    private static byte[] Make()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKey();
    }
}
