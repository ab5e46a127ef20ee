using System.Security.Cryptography;
using System.Text;
using Compliance.Cryptography.Signing;
using Compliance.Formats.Reading;

namespace Compliance.Cryptography.Apk;

/// <summary>
/// A private key for packages and indexes: RSA of at least 3072 bits, PKCS#1 v1.5 over SHA-256 (<c>RSA256</c>), which is the strongest kind that apk 2 and apko
/// read. Not safe for several threads.
/// </summary>
public sealed class ApkSigningKey : IDisposable
{
    private const int MinBits = 3072;

    private readonly RSA key;

    private ApkSigningKey(string name, RSA key) => (Name, this.key) = (name, key);

    /// <summary>File name of the public key, under which verifiers look for it.</summary>
    public string Name { get; }

    /// <summary>SubjectPublicKeyInfo, PEM.</summary>
    public byte[] PublicPem => Encoding.ASCII.GetBytes(key.ExportSubjectPublicKeyInfoPem().ReplaceLineEndings("\n") + "\n");

    /// <summary>Rejected: no private key, a wrong passphrase, another kind than RSA, or fewer than 3072 bits.</summary>
    /// <param name="name">For example <c>acme.rsa.pub</c>; of a path only the last segment counts.</param>
    /// <param name="passphrase">Empty for an unencrypted key.</param>
    public static Reading<ApkSigningKey> Open(string name, ReadOnlySpan<byte> keyPem, ReadOnlySpan<char> passphrase)
    {
        var file = name[(name.LastIndexOf('/') + 1)..];
        var reading = PrivateKeys.Read(keyPem, passphrase);
        if (!reading.TryGet(out var key)) return Readings.Reject<ApkSigningKey>(reading.Defects);
        if (key is RSA { KeySize: >= MinBits } rsa && file.EndsWith(".rsa.pub", StringComparison.Ordinal)) return Readings.Accept(new ApkSigningKey(file, rsa));
        var cause = key is RSA { KeySize: >= MinBits }
            ? $"the key is called '{file}': apk looks for names that end in .rsa.pub"
            : $"packages are signed with RSA of at least {MinBits} bits";
        key.Dispose();
        return Readings.Reject<ApkSigningKey>(SigningCodes.KeyNotApproved, new Locator("key"), cause);
    }

    public byte[] Sign(ReadOnlySpan<byte> section) => key.SignData(section, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    public void Dispose() => key.Dispose();
}
