namespace Compliance.Policy.Facts.Schema;

/// <summary>One field of a fact kind as policies, documents and packages see it.</summary>
/// <param name="Name">camelCase, the name in expressions and in JSON.</param>
/// <param name="MayBeUnknown">Whether collectors may leave it unknown. Case files may leave any field unknown.</param>
/// <param name="Documentation">One sentence for people who write policies.</param>
/// <param name="Read">
/// The value: <see cref="string"/>, <see cref="long"/>, <see cref="bool"/>, <c>ImmutableArray&lt;string&gt;</c>, <c>ImmutableArray&lt;long&gt;</c> or
/// <c>ImmutableSortedDictionary&lt;string, string&gt;</c> by <paramref name="Type"/>.
/// </param>
public sealed record FactField(string Name, FactFieldType Type, bool MayBeUnknown, string Documentation, Func<FactValue, Knowable<object>> Read);
