using Microsoft.AspNetCore.DataProtection;

namespace Publisher.Posts.Storage;

/// <summary>Encrypts what must not be read from a stolen database. Each value is bound to its table, column and row, so that two cannot be swapped.</summary>
public sealed class Secrets(IDataProtectionProvider protection)
{
    public string Protect(string table, string column, string row, string plain) => For(table, column, row).Protect(plain);

    /// <exception cref="System.Security.Cryptography.CryptographicException">The key ring is not the one it was written with, or the value was moved.</exception>
    public string Unprotect(string table, string column, string row, string cipher) => For(table, column, row).Unprotect(cipher);

    private IDataProtector For(string table, string column, string row) => protection.CreateProtector("Publisher", table, column, row);
}
