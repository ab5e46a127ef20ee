using Compliance.Cryptography.Signing;
using Compliance.Evidence.Records;

namespace Compliance.Service.Verbs.Rebuilding.Running;

/// <summary>What the steps of a rebuild work with.</summary>
/// <param name="ImageSigner">Signs image, statements and delta.</param>
/// <param name="EvidenceSigner">Seals the evidence packages before and after.</param>
internal sealed record RebuildTools(string PolicyFolder, ISigner ImageSigner, ISigner EvidenceSigner, IEvidenceStore Store, TimeProvider Clock);
