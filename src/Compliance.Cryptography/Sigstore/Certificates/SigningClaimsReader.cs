using System.Collections.Immutable;
using System.Formats.Asn1;
using System.Globalization;
using System.Text;

namespace Compliance.Cryptography.Sigstore.Certificates;

/// <summary>Reads <see cref="SigningClaims"/>. What can't be decoded is left out: a missing claim never satisfies anything.</summary>
internal static class SigningClaimsReader
{
    private const string Arc = "1.3.6.1.4.1.57264.1.";
    private const string SubjectAlternativeName = "2.5.29.17";
    private const string FulcioOtherName = "1.3.6.1.4.1.57264.1.7";
    private const int LastRawExtension = 6;

    public static SigningClaims Read(ParsedCertificate certificate)
    {
        var all = ImmutableSortedDictionary.CreateBuilder<int, string>();
        foreach (var extension in certificate.Extensions)
        {
            if (!extension.Oid.StartsWith(Arc, StringComparison.Ordinal)) continue;
            if (!int.TryParse(extension.Oid.AsSpan(Arc.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) continue;
            if (Text(number, extension.Value) is { } text) all[number] = text;
        }

        string? Claim(params ReadOnlySpan<int> numbers)
        {
            foreach (var number in numbers)
            {
                if (all.TryGetValue(number, out var text)) return text;
            }

            return null;
        }

        return new SigningClaims
        {
            Names = Names(certificate),
            Issuer = Claim(8, 1),
            IssuersDiffer = all.TryGetValue(8, out var newer) && all.TryGetValue(1, out var older) && !string.Equals(newer, older, StringComparison.Ordinal),
            BuildSignerUri = Claim(9),
            BuildSignerDigest = Claim(10),
            RunnerEnvironment = Claim(11),
            SourceRepositoryUri = Claim(12) ?? OldRepository(all),
            SourceRepositoryDigest = Claim(13, 3),
            SourceRepositoryRef = Claim(14, 6),
            BuildConfigUri = Claim(18),
            BuildConfigDigest = Claim(19),
            BuildTrigger = Claim(20, 2),
            RunInvocationUri = Claim(21),
            All = all.ToImmutable(),
        };
    }

    // Before extension 12 only GitHub's repositories were named, without their host.
    private static string? OldRepository(ImmutableSortedDictionary<int, string>.Builder all) =>
        all.TryGetValue(5, out var repository) && all.TryGetValue(1, out var issuer) && issuer == "https://token.actions.githubusercontent.com" ? $"https://github.com/{repository}" : null;

    // Extensions 1 to 6 hold the raw text, later ones a DER UTF8String.
    private static string? Text(int number, ReadOnlyMemory<byte> value)
    {
        try
        {
            if (number <= LastRawExtension) return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(value.Span);
            var reader = new AsnReader(value, AsnEncodingRules.DER);
            var text = reader.ReadCharacterString(UniversalTagNumber.UTF8String);
            reader.ThrowIfNotEmpty();
            return text;
        }
        catch (Exception broken) when (broken is AsnContentException or DecoderFallbackException)
        {
            return null;
        }
    }

    private static ImmutableArray<string> Names(ParsedCertificate certificate)
    {
        if (certificate.Find(SubjectAlternativeName) is not { } extension) return [];
        var names = ImmutableArray.CreateBuilder<string>();
        try
        {
            var list = new AsnReader(extension.Value, AsnEncodingRules.DER).ReadSequence();
            while (list.HasData)
            {
                var tag = list.PeekTag();
                if (tag.HasSameClassAndValue(new Asn1Tag(TagClass.ContextSpecific, 1)) || tag.HasSameClassAndValue(new Asn1Tag(TagClass.ContextSpecific, 6)))
                    names.Add(list.ReadCharacterString(UniversalTagNumber.IA5String, tag));
                else if (tag.HasSameClassAndValue(new Asn1Tag(TagClass.ContextSpecific, 0)) && OtherName(list.ReadSequence(tag)) is { } other)
                    names.Add(other);
                else if (!tag.HasSameClassAndValue(new Asn1Tag(TagClass.ContextSpecific, 0)))
                    list.ReadEncodedValue();
            }
        }
        catch (AsnContentException)
        {
            return [];
        }

        return names.ToImmutable();
    }

    private static string? OtherName(AsnReader name)
    {
        if (name.ReadObjectIdentifier() != FulcioOtherName) return null;
        return name.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0, isConstructed: true)).ReadCharacterString(UniversalTagNumber.UTF8String);
    }
}
