using System.Security.Cryptography;
using System.Text;
using Compliance.Formats.Reading;

namespace Compliance.Cryptography.Signing;

/// <summary>Reads private keys from PKCS#8 in PEM.</summary>
internal static class PrivateKeys
{
    private const int MaxBytes = 64 << 10;

    public static Reading<AsymmetricAlgorithm> Read(ReadOnlySpan<byte> pem, ReadOnlySpan<char> passphrase)
    {
        var at = new Locator("key");
        if (pem.Length > MaxBytes) return Readings.Reject<AsymmetricAlgorithm>(SigningCodes.Key, at, "longer than 64 KiB");
        var text = new char[Encoding.ASCII.GetCharCount(pem)];
        Encoding.ASCII.GetChars(pem, text);
        try
        {
            if (!PemEncoding.TryFind(text, out var fields)) return Readings.Reject<AsymmetricAlgorithm>(SigningCodes.Key, at, "no PEM block");
            var label = new string(text[fields.Label]);
            if (label == "ENCRYPTED PRIVATE KEY" && passphrase.IsEmpty)
                return Readings.Reject<AsymmetricAlgorithm>(SigningCodes.Passphrase, at, "the key is encrypted and no passphrase was given");
            if (label is not ("PRIVATE KEY" or "ENCRYPTED PRIVATE KEY"))
                return Readings.Reject<AsymmetricAlgorithm>(SigningCodes.Key, at, $"PEM block '{label}': expected PRIVATE KEY or ENCRYPTED PRIVATE KEY (PKCS#8)");
            return Import(text, label == "ENCRYPTED PRIVATE KEY", passphrase) is { } key
                ? Readings.Accept(key)
                : Readings.Reject<AsymmetricAlgorithm>(label == "PRIVATE KEY" ? SigningCodes.Key : SigningCodes.Passphrase, at, "not an ECDSA or RSA key, or the passphrase is wrong");
        }
        finally
        {
            Array.Clear(text);
        }
    }

    private static AsymmetricAlgorithm? Import(ReadOnlySpan<char> pem, bool isEncrypted, ReadOnlySpan<char> passphrase)
    {
        foreach (var create in (Func<AsymmetricAlgorithm>[])[ECDsa.Create, RSA.Create])
        {
            var key = create();
            try
            {
                if (isEncrypted) key.ImportFromEncryptedPem(pem, passphrase);
                else key.ImportFromPem(pem);
                return key;
            }
            catch (Exception wrong) when (wrong is CryptographicException or ArgumentException or PlatformNotSupportedException)
            {
                key.Dispose();
            }
        }

        return null;
    }
}
