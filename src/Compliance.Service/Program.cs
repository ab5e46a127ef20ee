using Compliance.Service.CommandLine;
using Compliance.Service.Terminals;

// The one place where clock, environment and console enter.
var context = new CommandContext(Terminal.FromConsole(Environment.GetEnvironmentVariable), TimeProvider.System, Environment.GetEnvironmentVariable, AppContext.BaseDirectory);
return await CommandLineProgram.RunAsync(args, context).ConfigureAwait(false);
