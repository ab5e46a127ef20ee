namespace Compliance.Service.Terminals;

/// <summary>What colour would say, where there is colour; the words say it too.</summary>
internal enum Tone
{
    Plain,
    Good,
    Bad,
    Open,
    Quiet,
    Strong,
}
