using System.Buffers;
using System.Text;
using System.Text.Json;
using Compliance.Formats.Reading;

namespace Compliance.Oci.Files;

/// <summary>Reads an inventory's text line by line. One wrong line rejects the whole: a recorded file system is exact or it is nothing.</summary>
internal sealed class InventoryTextReader
{
    private readonly InventoryLines lines;
    private readonly Limits limits;
    private readonly string document;
    private readonly FileInventoryBuilder builder = new();
    private readonly InventoryLineWriter canonical = new();

    public InventoryTextReader(Stream stream, Limits limits, string document)
    {
        (this.limits, this.document) = (limits, document);
        // Six bytes an escaped byte, both texts at their longest, and the numbers.
        lines = new InventoryLines(stream, Math.Min(1 << 20, (48L * limits.MaxPathBytes) + 1024));
    }

    public Reading<FileInventory> Read()
    {
        if (!lines.Next(out var header) || !TryReadHeader(header, out var layers, out var entries))
            return Reject(lines.IsTooLong ? OciCodes.InventoryTooLarge : OciCodes.BadInventory, "does not begin as an inventory of version 1");
        if (layers > limits.MaxDescriptors || entries > limits.MaxImageEntries)
            return Reject(OciCodes.InventoryTooLarge, $"announces {layers} layers and {entries} entries, {limits.MaxDescriptors} and {limits.MaxImageEntries} are allowed");
        var layer = 0;
        while (lines.Next(out var line))
        {
            if (builder.Count == entries) return Reject(OciCodes.BadInventory, $"more than the {entries} entries announced");
            var problem = TryAdd(line, layers, ref layer);
            if (problem is not null) return Reject(OciCodes.BadInventory, problem);
            if (!canonical.Matches(builder, line)) return Reject(OciCodes.InventoryNotCanonical, "the line is not written as an inventory writes it");
        }

        if (lines.IsTooLong) return Reject(OciCodes.InventoryTooLarge, "a line is too long");
        if (lines.IsCut) return Reject(OciCodes.InventoryTruncated, "ends inside a line");
        return builder.Count == entries
            ? Readings.Accept(builder.Build(layers))
            : Reject(OciCodes.InventoryTruncated, $"{builder.Count} entries, {entries} announced");
    }

    private bool TryReadHeader(ReadOnlySpan<byte> line, out int layers, out int entries)
    {
        (layers, entries) = (0, 0);
        try
        {
            var json = new Utf8JsonReader(line);
            return Start(ref json) && Number(ref json, "inventory"u8, out var version) && version == 1
                && Number(ref json, "layers"u8, out var layerCount) && Number(ref json, "entries"u8, out var entryCount)
                && layerCount is >= 0 and <= int.MaxValue && entryCount is >= 0 and <= int.MaxValue
                && canonical.MatchesHeader(layers = (int)layerCount, entries = (int)entryCount, line);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private string? TryAdd(ReadOnlySpan<byte> line, int layers, ref int layer)
    {
        try
        {
            var json = new Utf8JsonReader(line);
            if (!Start(ref json) || !Number(ref json, "layer"u8, out var ownLayer) || !Text(ref json, "path"u8, out var path) || !Text(ref json, "kind"u8, out var kindName)
                || !Number(ref json, "mode"u8, out var mode) || !Number(ref json, "uid"u8, out var uid) || !Number(ref json, "gid"u8, out var gid))
                return "layer, path, kind, mode, uid and gid are not there in this order";
            if (FileKinds.Parse(kindName) is not { } kind) return "an unknown kind";
            if (ownLayer < layer || ownLayer >= layers) return "the layer is out of order or not one of the image";
            if (mode is < 0 or > 0xFFF || uid < 0 || gid < 0) return "mode or owner are out of range";
            if (EntryPath.Problem(path) is { } problem) return problem;
            layer = (int)ownLayer;
            return AddRest(ref json, path, kind, (int)mode, uid, gid, layer);
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            return "not JSON as it is written here";
        }
    }

    private string? AddRest(ref Utf8JsonReader json, string path, FileKind kind, int mode, long uid, long gid, int layer)
    {
        Span<byte> sha256 = stackalloc byte[32];
        Span<byte> legacy = stackalloc byte[20];
        long size = 0;
        var isFile = kind == FileKind.Regular;
        if (isFile && (!Number(ref json, "size"u8, out size) || size < 0 || !Hex(ref json, "sha256"u8, sha256))) return "a file without size and sha256";
        var link = "";
        var hasLegacy = isFile && json.Read() && json.TokenType == JsonTokenType.PropertyName;
        if (hasLegacy) legacy = legacy[..(json.ValueTextEquals("md5"u8) ? 16 : json.ValueTextEquals("sha1"u8) ? 20 : 0)];
        if (hasLegacy && (legacy.IsEmpty || !(json.Read() && HexValue(ref json, legacy)))) return "an md5 or sha1 that is none";
        if (FileKinds.IsLink(kind) && !Text(ref json, "link"u8, out link)) return "a link without a target";
        var pathBytes = Encoding.UTF8.GetBytes(path);
        var linkBytes = Encoding.UTF8.GetBytes(link);
        if (pathBytes.Length > 4L * limits.MaxPathBytes || linkBytes.Length > 4L * limits.MaxPathBytes || Math.Max(pathBytes.Length, linkBytes.Length) > FileInventoryBuilder.MaxTextBytes)
            return "a path that is too long";
        if (builder.TextBytes > FileInventoryBuilder.MaxTotalTextBytes(limits) + (8L * limits.MaxPathBytes)) return "more bytes of paths than the limits allow";
        var index = builder.Add(pathBytes, linkBytes, kind, mode, layer);
        builder.SetOwner(index, uid, gid);
        if (isFile) builder.SetContent(index, size, sha256);
        if (hasLegacy) builder.SetLegacy(index, legacy);
        return null;
    }

    private static bool Start(ref Utf8JsonReader json) => json.Read() && json.TokenType == JsonTokenType.StartObject;

    private static bool Named(ref Utf8JsonReader json, ReadOnlySpan<byte> name) =>
        json.Read() && json.TokenType == JsonTokenType.PropertyName && json.ValueTextEquals(name) && json.Read();

    private static bool Number(ref Utf8JsonReader json, ReadOnlySpan<byte> name, out long value)
    {
        value = 0;
        return Named(ref json, name) && json.TokenType == JsonTokenType.Number && json.TryGetInt64(out value);
    }

    private static bool Text(ref Utf8JsonReader json, ReadOnlySpan<byte> name, out string value)
    {
        var isText = Named(ref json, name) && json.TokenType == JsonTokenType.String;
        value = isText ? json.GetString()! : "";
        return isText;
    }

    private static bool Hex(ref Utf8JsonReader json, ReadOnlySpan<byte> name, scoped Span<byte> value) => Named(ref json, name) && HexValue(ref json, value);

    private static bool HexValue(ref Utf8JsonReader json, scoped Span<byte> value) =>
        json.TokenType == JsonTokenType.String && !json.ValueIsEscaped && json.ValueSpan.Length == 2 * value.Length
        && Convert.FromHexString(json.ValueSpan, value, out _, out _) == OperationStatus.Done;

    private Reading<FileInventory> Reject(DiagnosticCode code, string message) =>
        Readings.Reject<FileInventory>(code, new Locator(document, Line: Math.Max(1, lines.Number)), message);
}
