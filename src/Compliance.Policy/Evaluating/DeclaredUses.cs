using System.Collections.Immutable;
using Compliance.Policy.Documents;

namespace Compliance.Policy.Evaluating;

/// <summary>Uses of cryptography that the system file declares for an image: those of the services that run it.</summary>
internal static class DeclaredUses
{
    public static ImmutableArray<CryptographicUseDocument> Of(SystemDocument system, ImageNames image) =>
        [.. system.Services.Where(service => service.Runs(image.All)).SelectMany(service => service.Uses)];
}
