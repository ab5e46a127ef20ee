namespace Compliance.Formats.Archives.Zip;

/// <summary>How an entry's bytes are kept (APPNOTE 6.3.10 section 4.4.5). The numbers are those of the format; there are no others here.</summary>
public enum ZipMethod
{
    Store = 0,
    Deflate = 8,
}
