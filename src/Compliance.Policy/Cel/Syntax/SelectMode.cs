namespace Compliance.Policy.Cel.Syntax;

internal enum SelectMode
{
    Plain,

    /// <summary><c>has(e.f)</c></summary>
    Test,

    /// <summary><c>e.?f</c></summary>
    Optional,
}
