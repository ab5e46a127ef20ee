namespace Compliance.Conformance.Tests;
public sealed class PlaceholderTests { [Fact] public void Runs() => Assert.NotEqual(0, Environment.ProcessId); }
