using System.Formats.Asn1;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Compliance.Cryptography.Algorithms;
using Compliance.Cryptography.Keys;
using Compliance.Formats.Reading;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace Compliance.Cryptography.Signing.Tokens;

/// <summary>
/// A signing key that never leaves its PKCS#11 token (version 2.40). The hash is computed by the platform's module, the signature by the token; each signature
/// is checked with the key's public half before it is given out. One signature at a time, and one such key at a time in a process.
/// </summary>
public sealed class TokenSigningKey : ISigningKey
{
    internal const string NotItsOwn = "the token gave a signature that its own public key does not verify";

    private readonly IPkcs11Library library;
    private readonly ISession session;
    private readonly IObjectHandle handle;
    private readonly byte[] pin;
    private readonly bool asksEachTime;
    private readonly Lock turn = new();
    private bool isClosed;

    private TokenSigningKey(IPkcs11Library library, ISession session, IObjectHandle handle, byte[] pin, PublicKey known, string place)
    {
        (this.library, this.session, this.handle, this.pin) = (library, session, handle, pin);
        (PublicKey, Algorithm, Place) = (known, SigningKeyRules.AlgorithmOf(known), place);
        asksEachTime = TokenPublicKey.Attribute(session, handle, CKA.CKA_ALWAYS_AUTHENTICATE) is [not 0, ..];
    }

    public PublicKey PublicKey { get; }

    public SignatureAlgorithm Algorithm { get; }

    public string Place { get; }

    /// <summary>
    /// Logs in once, so that a wrong PIN costs one try. Rejected: module, token or key are not there or not exactly one (<see cref="SigningCodes.Token"/>), the PIN
    /// is missing or refused (<see cref="SigningCodes.Passphrase"/>), or the key may not sign (<see cref="SigningKeyRules"/>).
    /// </summary>
    public static Reading<TokenSigningKey> Open(TokenUri uri, ReadOnlySpan<char> pin)
    {
        ArgumentNullException.ThrowIfNull(uri);
        var loading = TokenLibrary.Load(uri.ModulePath);
        if (!loading.TryGet(out var library)) return Readings.Reject<TokenSigningKey>(loading.Defects);
        var secret = new byte[Encoding.UTF8.GetByteCount(pin)];
        Encoding.UTF8.GetBytes(pin, secret);
        Reading<TokenSigningKey>? opened = null;
        try
        {
            return opened = Open(library, uri, secret);
        }
        catch (Pkcs11Exception broken)
        {
            var isPin = broken.RV is CKR.CKR_PIN_INCORRECT or CKR.CKR_PIN_LEN_RANGE or CKR.CKR_PIN_INVALID or CKR.CKR_PIN_LOCKED or CKR.CKR_PIN_EXPIRED or CKR.CKR_USER_PIN_NOT_INITIALIZED;
            return Reject(isPin ? SigningCodes.Passphrase : SigningCodes.Token, isPin ? $"the token refuses the PIN ({broken.RV})" : $"the token failed: {TokenLibrary.Cause(broken)}");
        }
        finally
        {
            if (opened?.TryGet(out _) != true)
            {
                CryptographicOperations.ZeroMemory(secret);
                TokenLibrary.Release(library);
            }
        }
    }

    public byte[] Sign(ReadOnlySpan<byte> data)
    {
        var value = SignRaw(Hash(data), Algorithm.Hash);
        var signature = Algorithm.Family == SignatureFamily.Ecdsa ? ToDer(value) : value;
        return PublicKey.Verify(data, signature, Algorithm) ? signature : throw new CryptographicException(NotItsOwn);
    }

    /// <summary>What the token makes of a hash, not yet checked: of ECDSA r and s side by side, of RSA as in RFC 8017.</summary>
    /// <param name="hashName">Algorithm of the hash; RSA signs its name, too.</param>
    internal byte[] SignRaw(byte[] hash, string hashName)
    {
        var input = Algorithm.Family == SignatureFamily.Ecdsa ? hash : DigestInfo(hash, hashName);
        lock (turn)
        {
            ObjectDisposedException.ThrowIf(isClosed, this);
            try
            {
                using var mechanism = TokenLibrary.Factories.MechanismFactory.Create(Algorithm.Family == SignatureFamily.Ecdsa ? CKM.CKM_ECDSA : CKM.CKM_RSA_PKCS);
                return asksEachTime ? session.Sign(mechanism, handle, pin, input) : session.Sign(mechanism, handle, input);
            }
            catch (Pkcs11Exception broken)
            {
                throw new CryptographicException($"the token did not sign: {TokenLibrary.Cause(broken)}", broken);
            }
        }
    }

    public void Dispose()
    {
        lock (turn)
        {
            if (isClosed) return;
            isClosed = true;
            CryptographicOperations.ZeroMemory(pin);
            session.Dispose();
            TokenLibrary.Release(library);
        }
    }

    private static Reading<TokenSigningKey> Open(IPkcs11Library library, TokenUri uri, byte[] pin)
    {
        var slots = library.GetSlotList(SlotsType.WithTokenPresent).Where(slot => IsMeant(slot.GetTokenInfo(), uri)).ToArray();
        if (slots is not [var only]) return Reject(SigningCodes.Token, string.Create(CultureInfo.InvariantCulture, $"{slots.Length} tokens are of that name, one is needed: name token or serial"));
        var about = only.GetTokenInfo();
        if (about.TokenFlags.LoginRequired && pin.Length == 0 && !about.TokenFlags.ProtectedAuthenticationPath) return Reject(SigningCodes.Passphrase, "the token asks for a PIN, and none was given");
        var opened = only.OpenSession(SessionType.ReadOnly);
        if (about.TokenFlags.LoginRequired) opened.Login(CKU.CKU_USER, about.TokenFlags.ProtectedAuthenticationPath && pin.Length == 0 ? null : pin);
        var keys = opened.FindAllObjects(Wanted(uri));
        if (keys is not [var handle]) return Reject(SigningCodes.Token, string.Create(CultureInfo.InvariantCulture, $"{keys.Count} private keys of the token are of that name, one is needed: name object and id"));
        if (TokenPublicKey.Read(opened, handle) is not { } known) return Reject(SigningCodes.Token, "the token shows no public half of the key: put its public key or certificate beside it, with the same id");
        if (!SigningKeyRules.MaySign(known)) return Reject(SigningCodes.KeyNotApproved, SigningKeyRules.Refusal);
        return Readings.Accept(new TokenSigningKey(library, opened, handle, pin, known, $"PKCS#11 token '{about.Label}' ({about.ManufacturerId}, {about.Model})"));
    }

    private static bool IsMeant(ITokenInfo token, TokenUri uri) => Fits(uri.Token, token.Label) && Fits(uri.Serial, token.SerialNumber) && Fits(uri.Manufacturer, token.ManufacturerId) && Fits(uri.Model, token.Model);

    // Tokens pad with blanks, and the wrapper may keep them.
    private static bool Fits(string wanted, string found) => wanted.Length == 0 || string.Equals(wanted, found.TrimEnd(' ', '\0'), StringComparison.Ordinal);

    private static List<IObjectAttribute> Wanted(TokenUri uri)
    {
        var attributes = TokenLibrary.Factories.ObjectAttributeFactory;
        List<IObjectAttribute> wanted = [attributes.Create(CKA.CKA_CLASS, CKO.CKO_PRIVATE_KEY)];
        if (uri.Object.Length > 0) wanted.Add(attributes.Create(CKA.CKA_LABEL, uri.Object));
        if (uri.Id.Length > 0) wanted.Add(attributes.Create(CKA.CKA_ID, Convert.FromHexString(uri.Id)));
        return wanted;
    }

    private byte[] Hash(ReadOnlySpan<byte> data) => Algorithm.Hash switch
    {
        "sha256" => SHA256.HashData(data),
        "sha384" => SHA384.HashData(data),
        _ => throw new InvalidOperationException(Algorithm.Name),
    };

    // RFC 8017 section 9.2: CKM_RSA_PKCS pads what it gets; the DigestInfo is the caller's to make.
    private static byte[] DigestInfo(byte[] hash, string hashName)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(hashName switch
                {
                    "sha256" => Cms.CmsOids.Sha256,
                    "sha384" => Cms.CmsOids.Sha384,
                    _ => throw new CryptographicException($"the token does not sign over {hashName}"),
                });
                writer.WriteNull();
            }

            writer.WriteOctetString(hash);
        }

        return writer.Encode();
    }

    // CKM_ECDSA gives r and s side by side.
    private static byte[] ToDer(byte[] value)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteIntegerUnsigned(Trim(value.AsSpan(0, value.Length / 2)));
            writer.WriteIntegerUnsigned(Trim(value.AsSpan(value.Length / 2)));
        }

        return writer.Encode();
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> number)
    {
        while (number.Length > 1 && number[0] == 0) number = number[1..];
        return number;
    }

    private static Reading<TokenSigningKey> Reject(DiagnosticCode code, string why) => Readings.Reject<TokenSigningKey>(code, new Locator("key"), why);
}
