using System.Globalization;
using System.Text.Json;
using Compliance.Policy.Documents;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection.Systems;

/// <summary>Parts of the system file as facts, word by word.</summary>
internal static class DeclaredFacts
{
    /// <summary>FRR7 counts months, not days: what was released on August 31 is due by the last day of February.</summary>
    private const int SubmissionMonths = 6;

    public static DeclarationFact Of(ServiceDocument service, CryptographicUseDocument use) => new()
    {
        Topic = "use",
        Name = use.Name,
        Service = service.Name,
        Module = use.Module ?? "",
        Purpose = Word(use.Purpose),
        Entropy = use.Entropy ?? "",
        Environment = use.Environment ?? "",
        Area = use.Area ?? "",
        Peer = use.Peer ?? "",
        PeerArea = use.PeerArea ?? "",
        Protocol = Word(use.Protocol),
        Encryption = Word(use.Encryption),
        Placement = Word(use.Placement),
        Notes = use.Notes ?? "",
    };

    public static DeclarationFact Of(SubmissionDocument one, DateOnly today) => new()
    {
        Topic = "submission",
        Name = one.Module,
        Module = one.Module,
        Version = one.Version,
        Released = one.Released,
        Submitted = one.Submitted ?? "",
        Due = SixMonthsAfter(one.Released),
        Overdue = one.Submitted is null ? Overdue(SixMonthsAfter(one.Released), today) : "",
        Notes = one.Document ?? "",
    };

    public static DeclarationFact Of(UnvalidatedUseDocument use, DateOnly today) => new()
    {
        Topic = "unvalidated",
        Name = use.Module,
        Module = use.Module,
        Component = use.Component,
        Usage = use.Function,
        Impact = use.Impact,
        Poam = use.Poam ?? "",
        Due = use.Due ?? "",
        Overdue = Overdue(use.Due ?? "", today),
    };

    public static DeclarationFact Of(ModuleStreamDocument stream) => new() { Topic = "stream", Name = Word((ModuleStream?)stream.Default), Notes = stream.Basis };

    /// <summary>A choice as the system file spells it; empty when none was made.</summary>
    public static string Word<TChoice>(TChoice? choice)
        where TChoice : struct, Enum => choice is { } made ? Word(made) : "";

    public static string Word<TChoice>(TChoice choice)
        where TChoice : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(choice.ToString());

    public static string Word(bool? truth) => truth switch { true => "yes", false => "no", null => "" };

    /// <summary>A day is over when the next one has begun in US Eastern time.</summary>
    private static string Overdue(string due, DateOnly today) =>
        DateOnly.TryParseExact(due, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? today > day ? "yes" : "no" : "";

    private static string SixMonthsAfter(string released) =>
        DateOnly.TryParseExact(released, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year < 9999
            ? day.AddMonths(SubmissionMonths).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : "";
}
