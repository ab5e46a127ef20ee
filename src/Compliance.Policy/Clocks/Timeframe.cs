using System.Globalization;
using Compliance.Formats.CryptoModules.Cmvp;

namespace Compliance.Policy.Clocks;

/// <summary>So many hours or days. A day is a calendar day in US Eastern time, where the rules hold; a deadline in days is the end of its last day.</summary>
public sealed record Timeframe(int Amount, TimeUnit Unit)
{
    /// <summary>The first instant at which it is too late.</summary>
    public DateTimeOffset EndFrom(DateTimeOffset start) => Unit == TimeUnit.Hours
        ? start.ToUniversalTime().AddHours(Amount)
        : UsDate.StartOf(UsDate.Of(start).AddDays(Amount + 1));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Amount} {(Unit == TimeUnit.Hours ? "hours" : "days")}");
}
