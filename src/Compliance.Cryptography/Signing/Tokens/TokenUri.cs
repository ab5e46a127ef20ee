using System.Text;
using Compliance.Formats.Reading;

namespace Compliance.Cryptography.Signing.Tokens;

/// <summary>
/// Names one private key in a PKCS#11 token (RFC 7512): <c>pkcs11:token=release;object=images?module-path=/usr/lib/softhsm/libsofthsm2.so</c>. Of the path
/// attributes <c>token</c>, <c>serial</c>, <c>manufacturer</c>, <c>model</c>, <c>object</c>, <c>id</c> and <c>type=private</c> are understood, of the query <c>module-path</c>; anything else is refused, as it
/// could narrow the choice. A PIN never stands in it: command lines are seen by other users and kept in histories.
/// </summary>
public sealed record TokenUri
{
    public const string Scheme = "pkcs11:";

    private const int MaxLength = 4096;

    /// <summary>Absolute path of the PKCS#11 module, the one library that is loaded.</summary>
    public required string ModulePath { get; init; }

    /// <summary>Empty for any, as are those below.</summary>
    public string Token { get; init; } = "";

    public string Serial { get; init; } = "";

    public string Manufacturer { get; init; } = "";

    public string Model { get; init; } = "";

    /// <summary>Label of the key (CKA_LABEL).</summary>
    public string Object { get; init; } = "";

    /// <summary>CKA_ID of the key, upper-case hex; empty for any.</summary>
    public string Id { get; init; } = "";

    /// <summary>Rejected with <see cref="SigningCodes.TokenUri"/>.</summary>
    public static Reading<TokenUri> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.StartsWith(Scheme, StringComparison.Ordinal) || text.Length > MaxLength) return Reject("a key in a token is named pkcs11:token=…;object=…?module-path=…");
        var parts = text[Scheme.Length..].Split('?', 2);
        if (Attributes(parts[0], ';') is not { } path || Attributes(parts.Length > 1 ? parts[1] : "", '&') is not { } query) return Reject("an attribute is not name=value, or stands there twice");
        if (query.ContainsKey("pin-value")) return Reject("a PIN does not belong in the name of a key: write it into a file and give --passphrase-file");
        if (query.Keys.FirstOrDefault(name => name != "module-path") is { } foreign) return Reject($"the query attribute '{foreign}' is not understood");
        if (path.Keys.FirstOrDefault(name => name is not ("token" or "serial" or "manufacturer" or "model" or "object" or "id" or "type")) is { } other) return Reject($"the attribute '{other}' is not understood");
        if (path.TryGetValue("type", out var type) && Text(type) != "private") return Reject("the attribute 'type' is not 'private': only a private key signs");
        if (Text(query.GetValueOrDefault("module-path", [])) is not { Length: > 0 } module || !Path.IsPathFullyQualified(module)) return Reject("?module-path= names the PKCS#11 module by its absolute path, and is missing or relative");
        if (!path.ContainsKey("object") && !path.ContainsKey("id")) return Reject("neither 'object' nor 'id' says which key of the token is meant");
        string Value(string name) => Text(path.GetValueOrDefault(name, [])) ?? "";
        return Readings.Accept(new TokenUri
        {
            ModulePath = module,
            Token = Value("token"),
            Serial = Value("serial"),
            Manufacturer = Value("manufacturer"),
            Model = Value("model"),
            Object = Value("object"),
            Id = Convert.ToHexString(path.GetValueOrDefault("id", [])),
        });
    }

    private static Reading<TokenUri> Reject(string why) => Readings.Reject<TokenUri>(SigningCodes.TokenUri, new Locator("key"), why);

    private static Dictionary<string, byte[]>? Attributes(string text, char separator)
    {
        var attributes = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var part in text.Split(separator, StringSplitOptions.RemoveEmptyEntries))
        {
            var at = part.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0 || Decode(part[(at + 1)..]) is not { Length: > 0 } value || !attributes.TryAdd(part[..at], value)) return null;
        }

        return attributes;
    }

    // RFC 7512 section 2.3: values are percent-encoded octets.
    private static byte[]? Decode(string text)
    {
        var bytes = new List<byte>();
        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] != '%') bytes.AddRange(Encoding.UTF8.GetBytes(text[index].ToString()));
            else if (index + 2 < text.Length && byte.TryParse(text.AsSpan(index + 1, 2), System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture, out var octet))
            {
                bytes.Add(octet);
                index += 2;
            }
            else return null;
        }

        return [.. bytes];
    }

    private static string? Text(byte[] value)
    {
        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(value);
            return text.AsSpan().IndexOfAnyInRange('\0', '\x1f') < 0 ? text : null;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
