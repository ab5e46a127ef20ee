using System.Diagnostics.CodeAnalysis;

namespace Compliance.Formats.Packages.Apk.Versions;

/// <summary>
/// A dependency, constraint or entry of world: <c>[!]name[@tag][op version]</c> (apk-world(5)). The name may be virtual
/// (<c>so:libc.so.6</c>, <c>cmd:bash</c>, <c>pc:zlib</c>, <c>/bin/sh</c>).
/// </summary>
/// <param name="Version">Empty when the relation is <see cref="ApkRelation.Any"/>.</param>
/// <param name="Tag">Tag of a pinned repository without its <c>@</c>; empty when none.</param>
/// <param name="IsConflict">What it matches must not be there.</param>
public sealed record ApkDependency(string Name, ApkRelation Relation, string Version, string Tag, bool IsConflict)
{
    /// <summary>Characters of one dependency that are looked at; longer texts are no dependency.</summary>
    public const int MaxLength = 4096;

    private static readonly System.Buffers.SearchValues<char> Operators = System.Buffers.SearchValues.Create("<>=~");

    public static bool TryParse(string text, [NotNullWhen(true)] out ApkDependency? dependency)
    {
        dependency = null;
        if (text.Length is 0 or > MaxLength) return false;
        var isConflict = text[0] == '!';
        var rest = isConflict ? text.AsSpan(1) : text;
        var at = rest.IndexOfAny(Operators);
        var name = at < 0 ? rest : rest[..at];
        var version = ReadOnlySpan<char>.Empty;
        var relation = ApkRelation.Any;
        if (at >= 0)
        {
            var length = rest[at..].IndexOfAnyExcept(Operators);
            if (length < 0 || !TryParseRelation(rest.Slice(at, length), out relation)) return false;
            version = rest[(at + length)..];
            if (version.IsEmpty) return false;
        }

        // apk writes the tag behind the name, apko behind the version.
        if (!TryTakeTag(ref name, out var tag) || !TryTakeTag(ref version, out var second) || (tag.Length > 0 && second.Length > 0)) return false;
        if (!IsName(name) || version.ContainsAny(" \t\r\n<>=!")) return false;
        dependency = new ApkDependency(name.ToString(), relation, version.ToString(), tag.Length > 0 ? tag : second, isConflict);
        return true;
    }

    /// <summary>Whether the version that it names, if any, is one; apk takes such entries of world for mistakes.</summary>
    public bool NamesValidVersion => Relation is ApkRelation.Any or ApkRelation.Identity || ApkVersions.IsValid(Version);

    /// <summary>The same without tag and sign: <c>name op version</c> joined.</summary>
    public string Constraint => $"{Name}{Sign(Relation)}{Version}";

    /// <summary>Whether a version, empty for one that is not stated, satisfies the relation. An unstated version satisfies only <see cref="ApkRelation.Any"/>.</summary>
    public bool IsSatisfiedBy(string version) =>
        Relation == ApkRelation.Any || (version.Length > 0 && !Relation.HasFlag(ApkRelation.Identity) && ApkVersions.Satisfies(version, Relation, Version));

    public override string ToString() => $"{(IsConflict ? "!" : "")}{Name}{(Tag.Length > 0 ? "@" : "")}{Tag}{Sign(Relation)}{Version}";

    /// <summary>Letters, digits and <c>._+-</c>, and for virtual names also <c>,[]:/</c> and what sonames hold (apk-package(5)).</summary>
    public static bool IsName(ReadOnlySpan<char> name) =>
        !name.IsEmpty && name.IndexOfAnyExcept("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._+-,[]:/()*?%&^#") < 0;

    private static bool TryTakeTag(ref ReadOnlySpan<char> text, out string tag)
    {
        tag = "";
        var sign = text.IndexOf('@');
        if (sign < 0) return true;
        tag = text[(sign + 1)..].ToString();
        text = text[..sign];
        return tag.Length > 0 && tag.AsSpan().IndexOfAnyExcept("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._+-") < 0;
    }

    private static bool TryParseRelation(ReadOnlySpan<char> sign, out ApkRelation relation)
    {
        relation = sign switch
        {
            "=" => ApkRelation.Equal,
            "<" => ApkRelation.Less,
            ">" => ApkRelation.Greater,
            "<=" or "=<" => ApkRelation.Less | ApkRelation.Equal,
            ">=" or "=>" => ApkRelation.Greater | ApkRelation.Equal,
            "~" or "=~" or "~=" => ApkRelation.Prefix | ApkRelation.Equal,
            "<~" or "~<" => ApkRelation.Prefix | ApkRelation.Equal | ApkRelation.Less,
            ">~" or "~>" => ApkRelation.Prefix | ApkRelation.Equal | ApkRelation.Greater,
            "><" => ApkRelation.Identity,
            _ => ApkRelation.Any,
        };
        return relation != ApkRelation.Any;
    }

    private static string Sign(ApkRelation relation) => relation switch
    {
        ApkRelation.Any => "",
        ApkRelation.Equal => "=",
        ApkRelation.Less => "<",
        ApkRelation.Greater => ">",
        ApkRelation.Less | ApkRelation.Equal => "<=",
        ApkRelation.Greater | ApkRelation.Equal => ">=",
        ApkRelation.Prefix | ApkRelation.Equal => "~",
        ApkRelation.Prefix | ApkRelation.Equal | ApkRelation.Less => "<~",
        ApkRelation.Prefix | ApkRelation.Equal | ApkRelation.Greater => ">~",
        _ => "><",
    };
}
