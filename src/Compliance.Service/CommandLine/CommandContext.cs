using Compliance.Service.Registries;
using Compliance.Service.Terminals;

namespace Compliance.Service.CommandLine;

/// <summary>What enters at the top of the program and is handed down: terminal, clock, environment, and where the program's own files are.</summary>
internal sealed record CommandContext(Terminal Terminal, TimeProvider Clock, Func<string, string?> Environment, string ProgramDirectory)
{
    /// <summary>Where images are taken from; disposed by whoever runs the program.</summary>
    public ImagePlaces Images { get; } = new(Environment, Clock);
}
