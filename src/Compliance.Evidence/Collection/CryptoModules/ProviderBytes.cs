using Compliance.Evidence.Raw;
using Compliance.Formats.CryptoModules.OpenSsl;
using Compliance.Oci.Files;

namespace Compliance.Evidence.Collection.CryptoModules;

/// <summary>One provider file with its bytes.</summary>
internal sealed record ProviderBytes(FileEntry File, RawDocument Raw, ReadOnlyMemory<byte> Bytes, ProviderIdentity Identity);
