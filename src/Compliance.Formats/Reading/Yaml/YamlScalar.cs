using System.Globalization;

namespace Compliance.Formats.Reading.Yaml;

/// <summary>
/// A scalar as text. Only a plain (unquoted) one can also be null, a boolean or a number, by the core schema of YAML 1.2 section 10.3.2:
/// <c>yes</c> and <c>off</c> are text.
/// </summary>
public sealed record YamlScalar : YamlNode
{
    internal YamlScalar(Locator locator, string text, bool isPlain)
        : base(locator) => (Text, IsPlain) = (text, isPlain);

    public string Text { get; }

    /// <summary>Written without quotes and not as a block.</summary>
    public bool IsPlain { get; }

    public override string Description => IsNull ? "null" : "a scalar";

    public bool IsNull => IsPlain && Text is ("" or "~" or "null" or "Null" or "NULL");

    public bool? AsBoolean => !IsPlain ? null : Text switch
    {
        "true" or "True" or "TRUE" => true,
        "false" or "False" or "FALSE" => false,
        _ => null,
    };

    /// <summary>A decimal integer that fits; octal and hexadecimal spellings are text.</summary>
    public long? AsInt64 => IsPlain && long.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A finite number, integers included.</summary>
    public double? AsDouble => IsPlain && Text.AsSpan().IndexOfAny("0123456789") >= 0
        && double.TryParse(Text, NumberStyles.Float & ~NumberStyles.AllowLeadingWhite & ~NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number) ? number : null;
}
