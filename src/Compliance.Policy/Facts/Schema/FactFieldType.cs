namespace Compliance.Policy.Facts.Schema;

/// <summary>The types that fields of facts have, with their CEL names. There are few on purpose: each must be writable by hand in a case file.</summary>
public enum FactFieldType
{
    /// <summary>CEL <c>string</c>.</summary>
    Text = 0,

    /// <summary>CEL <c>int</c>.</summary>
    Number = 1,

    /// <summary>CEL <c>bool</c>.</summary>
    Truth = 2,

    /// <summary>CEL <c>list(string)</c>.</summary>
    TextList = 3,

    /// <summary>CEL <c>list(int)</c>.</summary>
    NumberList = 4,

    /// <summary>CEL <c>map(string, string)</c>.</summary>
    TextMap = 5,
}
