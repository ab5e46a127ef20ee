using Compliance.Benchmarks;

// usage: Compliance.Benchmarks <verb> [arguments]
switch (args.FirstOrDefault())
{
    case "cel":
        return CelBench.Run(args[1..]);
    case "audit" when args.Length == 2:
        return await AuditBench.RunAsync(args[1]).ConfigureAwait(false);
    case "detection" when args.Length is 2 or 3:
        return await DetectionBench.RunAsync(args[1], args.ElementAtOrDefault(2)).ConfigureAwait(false);
    case "layers" when args.Length == 2:
        return LayerBench.Run(args[1..]);
    case "compose" when args.Length == 3:
        return ComposeBench.Run(args[1], args[2]);
    case "sbom" when args.Length <= 2:
        return SbomBench.Run(args.ElementAtOrDefault(1));
    case "sbom-memory" when args.Length == 2:
        return SbomMemoryBench.Run(args[1]);
    case "sigstore" when args.Length is 2 or 3:
        return SigstoreBench.Run(args[1], args.Length > 2 ? double.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture) : 3);
    case "feeds" when args.Length is 3 or 4 && args[1] == "import":
        return FeedBench.Run(args[2], args.ElementAtOrDefault(3));
    case "feeds" when args.Length == 3 && args[1] == "match":
        return FeedBench.Look(args[2]);
    case "feeds" when args.Length == 4 && args[1] == "make" && int.TryParse(args[3], System.Globalization.CultureInfo.InvariantCulture, out var records) && records > 0:
        return FeedBench.Make(args[2], records);
    case "lint" when args.Length == 2:
        return LintBench.Run(args[1]);
    default:
        Console.Error.WriteLine("usage: Compliance.Benchmarks cel [SECONDS-PER-CASE=2] | layers IMAGE | audit IMAGE | detection IMAGE [RUNS=5] | lint POLICIES | feeds make ARCHIVE RECORDS | feeds import ARCHIVE [STORE] | feeds match STORE | sbom [FILE] | sbom-memory FILE | sigstore PEER [SECONDS=3] | compose PACKAGES MEGABYTES");
        return 64;
}
