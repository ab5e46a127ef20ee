using System.Buffers;
using Compliance.Formats.Packages.Urls;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Sbom;

/// <summary>What the readers of all formats do alike: texts, hashes, dates and digests, with defects under SBOM codes.</summary>
internal sealed class SbomReadingContext(Limits limits)
{
    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");

    private readonly Dictionary<string, (string Name, int Length)> algorithms = new(StringComparer.Ordinal);
    private TextPool? texts;
    private int items;
    private string? lastKnown;

    public DefectCollector Defects { get; } = new(limits);

    public HashSet<string> Identifiers { get; } = new(StringComparer.Ordinal);

    public List<SbomSubjectDigest> SubjectDigests { get; } = [];

    /// <summary>Why the document is refused, though it is what it says: null while it is within bounds.</summary>
    public Defect? TooMany { get; private set; }

    public string Text(JsonValue map, string name) => TextOf(map[name], name);

    public string RequiredText(JsonValue map, string name) => RequiredText(map, map[name], name);

    /// <summary>The same when the member is found already.</summary>
    public string RequiredText(JsonValue map, JsonValue member, string name)
    {
        if (!member.HasValue) Missing(map, name);
        return TextOf(member, name);
    }

    /// <summary>The text of a member; documents say the same few things of thousands of files, and each of them is kept once.</summary>
    public string TextOf(JsonValue member, string name)
    {
        if (member.Kind == JsonKind.Text) return (texts ??= new TextPool(member.DocumentBytes)).Of(member);
        if (member.HasValue) Defects.Add(SbomCodes.WrongKind, member, $"'{name}' is {JsonExpectations.Describe(member.Kind)}, not {JsonExpectations.Describe(JsonKind.Text)}");
        return "";
    }

    public IEnumerable<JsonValue> Maps(JsonValue map, string name) => map.OptionalMaps(name, Defects, SbomCodes.WrongKind);

    public void Missing(JsonValue map, string name) => Defects.Add(SbomCodes.MissingMember, map, $"'{name}' is missing");

    /// <summary>
    /// Counts components and relationships of a format that nests its lists: each list is bounded, all together would not be. False from the first one beyond
    /// <see cref="Limits.MaxItems"/> on; a document of which a part was left out would be taken for a complete one, so it is refused.
    /// </summary>
    public bool Take(JsonValue place)
    {
        if (++items <= limits.MaxItems) return true;
        TooMany ??= new Defect(SbomCodes.TooMany, place.Locator, $"more than {limits.MaxItems} components, or relationships, in all lists together");
        return false;
    }

    /// <summary>Whether an element has the identifier. Statements about one element stand together: it is not looked for anew each time.</summary>
    public bool Knows(string id)
    {
        if (ReferenceEquals(id, lastKnown)) return true;
        if (!Identifiers.Contains(id)) return false;
        lastKnown = id;
        return true;
    }

    /// <summary>Notes an identifier; a second element with the same one is a defect.</summary>
    public void Identify(JsonValue element, string id)
    {
        if (id.Length > 0 && !Identifiers.Add(id)) Defects.Add(SbomCodes.RepeatedIdentifier, element, $"the identifier '{id}' names another element already");
    }

    public void Date(JsonValue map, string name, string text)
    {
        if (text.Length > 0 && !SbomTimes.IsTime(text))
            Defects.Add(SbomCodes.BadDate, map[name], $"'{name}' is not a date and time of RFC 3339");
    }

    /// <summary>A hash of an algorithm with hex of the right length; otherwise null with a defect.</summary>
    public SbomHash? Hash(JsonValue place, string algorithm, string value)
    {
        if (!algorithms.TryGetValue(algorithm, out var known)) algorithms[algorithm] = known = (Algorithm(algorithm), LengthOf(Algorithm(algorithm)));
        var (name, length) = known;
        var hex = IsHex(value) ? value : value.ToLowerInvariant();
        var isHex = hex.Length > 0 && IsHex(hex);
        // BLAKE3 and MD6 have outputs of any length.
        if (length > 0 && isHex && (hex.Length == length || name is "blake3" or "md6")) return new SbomHash(name, hex);
        Defects.Add(SbomCodes.BadHash, place, length < 0 ? $"'{algorithm}' is not a hash algorithm of the format" : $"not a {algorithm} value in hex");
        return null;
    }

    public void Subject(string text, string member, Locator place)
    {
        if (Digest.TryParse(text, out var digest)) SubjectDigests.Add(new SbomSubjectDigest(digest, member, place));
    }

    /// <summary>Notes the digest in <c>name@sha256:…</c>.</summary>
    public void SubjectReference(string reference, string member, Locator place)
    {
        var at = reference.LastIndexOf('@');
        Subject(at < 0 ? reference : reference[(at + 1)..], member, place);
    }

    public void SubjectPurl(string text, Locator place)
    {
        // A document may describe each of ten thousand packages: few of their package URLs are of images, and only those are taken apart.
        if (!text.Contains("oci", StringComparison.OrdinalIgnoreCase) && !text.Contains("docker", StringComparison.OrdinalIgnoreCase)) return;
        if (PackageUrl.Parse(text).TryGet(out var purl) && purl.Type is ("oci" or "docker")) Subject(purl.Version, "purl", place);
    }

    public void SubjectHash(SbomHash hash, Locator place)
    {
        if (Digest.TryMake(hash.Algorithm, hash.Hex, out var digest)) SubjectDigests.Add(new SbomSubjectDigest(digest, "hash", place));
    }

    private static bool IsHex(string text) => !text.AsSpan().ContainsAnyExcept(Hex);

    /// <summary>Hex digits; -1 for what is no algorithm of the formats.</summary>
    private static int LengthOf(string name) => name switch
    {
        "md2" or "md4" or "md5" or "md6" => 32,
        "sha1" => 40,
        "sha224" => 56,
        "sha256" or "sha3-256" or "blake2b-256" or "blake3" or "streebog-256" => 64,
        "sha384" or "sha3-384" or "blake2b-384" => 96,
        "sha512" or "sha3-512" or "blake2b-512" or "streebog-512" => 128,
        "adler32" => 8,
        _ => -1,
    };

    private static string Algorithm(string text)
    {
        var name = text.ToLowerInvariant().Replace('_', '-');
        return name.StartsWith("sha-", StringComparison.Ordinal) ? "sha" + name[4..] : name;
    }
}
