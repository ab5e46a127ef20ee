namespace Compliance.Evidence.Probing;

/// <summary>Where probes ran: what their answers may depend on beside the image.</summary>
/// <param name="Architecture">As image configurations write it: <c>amd64</c>.</param>
/// <param name="Kernel">Release of the kernel.</param>
/// <param name="HostFips">The kernel's FIPS flag: <c>on</c>, <c>off</c>, or <c>absent</c> where the kernel has none.</param>
/// <param name="Sandbox">Name and version of what held the programs.</param>
public sealed record ProbeMachine(string Architecture, string Kernel, string HostFips, string Sandbox);
