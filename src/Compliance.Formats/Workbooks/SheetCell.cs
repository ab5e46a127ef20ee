using System.Globalization;

namespace Compliance.Formats.Workbooks;

/// <summary>One cell.</summary>
/// <param name="Text">As a person would read it: dates are <c>yyyy-MM-dd</c>; a formula is its own text with <c>=</c> in front.</param>
/// <param name="Serial">The number of a numeric cell, as days since 1899-12-30 when it is a date; null for every other cell.</param>
public readonly record struct SheetCell(string Text, double? Serial)
{
    /// <summary>Days of Excel's calendar as a date; null outside 1900-03-01 to 9999-12-31, before which two calendars differ.</summary>
    public static DateOnly? DateOf(double? serial) =>
        serial is >= 61 and < 2_958_466 ? new DateOnly(1899, 12, 30).AddDays((int)serial.Value) : null;

    internal static string DateText(double serial) => DateOf(serial)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? serial.ToString("R", CultureInfo.InvariantCulture);
}
