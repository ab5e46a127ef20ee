namespace Compliance.Formats.Packages.Versions;

/// <summary>
/// The order that one ecosystem gives its versions: a pure function of both texts, antisymmetric, linear in their length. Over well-formed
/// versions it is a total order; PHP and Maven define theirs by steps that are not transitive over every text.
/// </summary>
public interface IVersionOrder
{
    /// <summary>A short lower-case name such as <c>deb</c>, used in findings so that a reader knows by which rule versions were compared.</summary>
    string Name { get; }

    /// <summary>
    /// Negative, zero or positive as <paramref name="left"/> is before, the same as or after <paramref name="right"/>; null when either is no version
    /// of this ecosystem or longer than <see cref="VersionText.MaxLength"/> characters. Null is an unknown to whoever asks, never <em>not affected</em>.
    /// </summary>
    int? Compare(string left, string right);
}
