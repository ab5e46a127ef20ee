using Compliance.Evidence.Raw;

namespace Compliance.Evidence.Collection.Packages;

/// <summary>How many packages a database holds by a count of its bytes.</summary>
/// <param name="CountedFrom">What was counted, in words.</param>
internal sealed record PackageCount(int Count, string CountedFrom, RawDocument Document);
