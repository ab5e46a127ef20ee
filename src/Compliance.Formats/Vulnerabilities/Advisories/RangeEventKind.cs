namespace Compliance.Formats.Vulnerabilities.Advisories;

/// <summary>OSV schema 1.7, <c>affected[].ranges[].events</c>.</summary>
public enum RangeEventKind
{
    /// <summary>From this version on.</summary>
    Introduced,

    /// <summary>From this version on no more.</summary>
    Fixed,

    /// <summary>After this version no more, as far as is known.</summary>
    LastAffected,

    /// <summary>The range says nothing from this version on.</summary>
    Limit,
}
