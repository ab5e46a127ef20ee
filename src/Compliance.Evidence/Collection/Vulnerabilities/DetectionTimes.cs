using Compliance.Policy.Clocks;

namespace Compliance.Evidence.Collection.Vulnerabilities;

/// <summary>
/// Since when findings are known, by the history of detections that came with the audit. Without a history nothing is: a detection of today would make every
/// clock begin anew.
/// </summary>
/// <param name="history">Null without a history.</param>
internal sealed class DetectionTimes(Func<Finding, ClockInput<DateTimeOffset>>? history)
{
    public static DetectionTimes Of(ImageEvidence image, CollectionContext context) => image.Derived(_ => new DetectionTimes(null));

    public ClockInput<DateTimeOffset> For(Finding finding) =>
        history?.Invoke(finding) ?? ClockInput<DateTimeOffset>.Unknown("when it was first detected is not evidenced: no history of detections was given");
}
