using System.Collections.Immutable;

namespace Compliance.Policy.Facts.Schema;

/// <summary>Fields of the kinds that describe the image and what is installed in it.</summary>
internal static class ImageFields
{
    public static ImmutableArray<FactField> Image { get; } = new FieldListing<ImageFact>()
        .Add("digest", fact => fact.Digest, "Digest of the image manifest.")
        .Add("indexDigest", fact => fact.IndexDigest, "Digest of the index that led to the manifest; empty when the manifest was named directly.")
        .Add("reference", fact => fact.Reference, "How the caller named the image.")
        .Add("pinned", fact => fact.Pinned, "Whether the caller named the image by digest.")
        .Add("mediaType", fact => fact.MediaType, "Media type of the manifest.")
        .Add("configDigest", fact => fact.ConfigDigest, "Digest of the image configuration.")
        .Add("os", fact => fact.Os, "Operating system of the configuration, for example linux.")
        .Add("architecture", fact => fact.Architecture, "Architecture of the configuration, for example amd64.")
        .Add("variant", fact => fact.Variant, "Architecture variant; empty when there is none.")
        .Add("created", fact => fact.Created, "Creation time as written in the configuration, RFC 3339; empty when absent.")
        .Add("user", fact => fact.User, "The configured user as written: empty, a name, a number or user:group.")
        .Add("entrypoint", fact => fact.Entrypoint, "Entry point of the configuration.")
        .Add("cmd", fact => fact.Cmd, "Command of the configuration.")
        .Add("envNames", fact => fact.EnvNames, "Names of environment variables, without their values.")
        .Add("labels", fact => fact.Labels, "Labels of the configuration.")
        .Add("annotations", fact => fact.Annotations, "Annotations of the manifest.")
        .Add("layerDigests", fact => fact.LayerDigests, "Digests of the layers, base first.")
        .Add("compressedBytes", fact => fact.CompressedBytes, "Sum of the compressed sizes of the layers in bytes.")
        .Add("diffIdsMatch", fact => fact.DiffIdsMatch, "Whether every diff id of the configuration equals the digest of the layer's uncompressed bytes.")
        .Add("osId", fact => fact.OsId, "ID of os-release.")
        .Add("osVersion", fact => fact.OsVersion, "VERSION_ID of os-release.")
        .Add("osName", fact => fact.OsName, "PRETTY_NAME of os-release.")
        .Add("osSupportEnds", fact => fact.OsSupportEnds, "Last day of the system's support by the imported feed of support times (kind eol), ISO date.")
        .ToFields();

    public static ImmutableArray<FactField> Package { get; } = new FieldListing<PackageFact>()
        .Add("database", fact => fact.Database, "Package database that lists it: apk, dpkg or rpm; for packages of languages that no such package owns the type of their package URL (pypi, npm, gem, nuget, composer, golang, cargo, maven).")
        .Add("name", fact => fact.Name, "Package name.")
        .Add("version", fact => fact.Version, "Installed version as the database writes it.")
        .Add("architecture", fact => fact.Architecture, "Package architecture.")
        .Add("origin", fact => fact.Origin, "Source package; the package's own name when none is stated.")
        .Add("originVersion", fact => fact.OriginVersion, "Version of the source package where it is another one; empty otherwise.")
        .Add("purl", fact => fact.Purl, "Package URL in canonical form.")
        .Add("licence", fact => fact.Licence, "Licence expression as stated; empty when none is.")
        .Add("supplier", fact => fact.Supplier, "Maintainer or vendor as stated; empty when none is.")
        .Add("fileCount", fact => fact.FileCount, "Files that the database lists for it.")
        .Add("inSbom", fact => fact.InSbom, "Whether an SBOM about this image names it with this version.")
        .ToFields();

    public static ImmutableArray<FactField> Hardening { get; } = new FieldListing<HardeningFact>()
        .Add("uid", fact => fact.Uid, "The numeric user that the image runs as, resolved through its passwd file.")
        .Add("runsAsRoot", fact => fact.RunsAsRoot, "Whether that user is 0.")
        .Add("shells", fact => fact.Shells, "Paths of command interpreters.")
        .Add("packageManagers", fact => fact.PackageManagers, "Paths of package manager programs.")
        .Add("setuidFiles", fact => fact.SetuidFiles, "Paths with the set-user-id or set-group-id bit.")
        .Add("worldWritable", fact => fact.WorldWritable, "World-writable files, and world-writable directories without the sticky bit.")
        .Add("secretEnvNames", fact => fact.SecretEnvNames, "Environment variables whose names say that they hold a secret.")
        .Add("credentialFiles", fact => fact.CredentialFiles, "Paths of files that look like private keys or credential stores.")
        .ToFields();
}
