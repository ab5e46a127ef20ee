using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Compliance.Fuzz;

const string Usage = """
    dotnet run --project tests/Compliance.Fuzz -- <target> [--seconds n] [--seed n] [--corpus dir]
      <target>        a name of the list below, or all
      --seconds n     for how long, each target (60)
      --seed n        number that decides the inputs (the clock)
      --corpus dir    files to mutate beside the built-in seeds
    Exit 0: nothing found. 1: a reader threw, took more than 10 s or 512 MiB; the input, made smaller, is written below artifacts/fuzz. 64: usage.
    """;

var options = new Dictionary<string, string>(StringComparer.Ordinal);
string? name = null;
for (var index = 0; index < args.Length; index++)
{
    if (args[index] is "--seconds" or "--seed" or "--corpus" && index + 1 < args.Length) options[args[index]] = args[++index];
    else if (name is null && !args[index].StartsWith('-')) name = args[index];
    else return Refuse($"unknown argument '{args[index]}'");
}

if (name is null) return Refuse("name a target");
var targets = FuzzTargets.All.Where(target => name == "all" || target.Name == name).ToList();
if (targets.Count == 0) return Refuse($"no target '{name}'");
if (!Number("--seconds", 60, out var seconds) || !Number("--seed", Environment.TickCount & int.MaxValue, out var seed)) return Refuse("--seconds and --seed take a number");
if (options.TryGetValue("--corpus", out var folder) && !Directory.Exists(folder)) return Refuse($"no folder '{folder}'");
byte[][] corpus = folder is null ? [] : [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Where(file => new FileInfo(file).Length <= 1 << 20).Select(File.ReadAllBytes)];
var failed = false;
foreach (var target in targets)
{
    var started = Stopwatch.GetTimestamp();
    var (found, inputs) = Fuzzer.Run(target, [.. corpus], seed, _ => Stopwatch.GetElapsedTime(started).TotalSeconds < seconds);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{target.Name,-24} seed {seed}  {inputs} inputs in {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s  {(found is null ? "nothing found" : found.Kind)}"));
    if (found is null) continue;
    failed = true;
    var smallest = Fuzzer.Minimise(target, found);
    var path = Path.GetFullPath(Path.Combine("artifacts", "fuzz", $"{target.Name}-{Convert.ToHexStringLower(SHA256.HashData(smallest.Input))[..12]}"));
    Directory.CreateDirectory(Path.GetDirectoryName(path)!);
    File.WriteAllBytes(path, smallest.Input);
    Console.WriteLine($"{smallest.Detail}\ninput ({smallest.Input.Length} bytes): {path}");
}

return failed ? 1 : 0;

bool Number(string option, int otherwise, out int value)
{
    value = otherwise;
    return !options.TryGetValue(option, out var text) || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= 0);
}

static int Refuse(string why)
{
    Console.Error.WriteLine($"{why}\n{Usage}\ntargets: {string.Join(", ", FuzzTargets.All.Select(target => target.Name))}");
    return 64;
}
