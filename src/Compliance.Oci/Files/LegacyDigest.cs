namespace Compliance.Oci.Files;

/// <summary>Which digest a package database of the image compares files by: an image has one kind of database.</summary>
internal enum LegacyDigest : byte
{
    None = 0,
    Md5 = 1,
    Sha1 = 2,
}
