namespace Compliance.Policy.Cel;

/// <summary>
/// The kinds of run-time values. Unknown and error come first, so that one comparison finds what is not a value; unknown is the default:
/// a slot that nobody filled states nothing.
/// </summary>
public enum CelKind : byte
{
    Unknown = 0,
    Error,
    Null,
    Bool,
    Int,
    Uint,
    Double,
    String,
    Bytes,
    List,
    Map,
    Struct,
    Timestamp,
    Duration,
    Type,
    Optional,
    Opaque,
}
