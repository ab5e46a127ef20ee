namespace Compliance.Policy.Cel.Syntax;

internal enum ComprehensionKind
{
    All,
    Exists,
    ExistsOne,

    /// <summary>Its result has the elements that the filter takes.</summary>
    Filter,

    /// <summary><c>map</c> and <c>transformList</c>.</summary>
    Map,
    TransformMap,
    TransformMapEntry,

    /// <summary><c>sortBy</c>: the step is the key.</summary>
    SortBy,
}
