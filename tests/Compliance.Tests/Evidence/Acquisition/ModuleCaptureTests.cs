using System.Text;
using Compliance.Evidence.Acquisition;
using Compliance.Evidence.Acquisition.Modules;
using Compliance.Formats.CryptoModules.Scanning;
using Compliance.Formats.Reading;
using Compliance.Oci.Layers;
using Compliance.Tests.World;

namespace Compliance.Tests.Evidence.Acquisition;

public sealed class ModuleCaptureTests
{
    private static readonly byte[] Library =
        StubElf.Write("\0OpenSSL 3.0.22 25 Aug 2026\0"u8.ToArray(), ["EVP_DigestInit_ex", "OPENSSL_init_crypto"], ["libc.so.6"], "");

    [Fact]
    public void Same_bytes_under_two_names_are_judged_by_each_name()
    {
        var files = Scan(layer => layer.File("usr/lib/libcrypto.so.3", Library).File("opt/copy", Library)).Files;

        Assert.Equal(["opt/copy", "usr/lib/libcrypto.so.3"], files.Select(file => file.Path));
        Assert.Equal([false, true], files.Select(file => Assert.Single(file.Modules).IsLibrary));
    }

    [Fact]
    public void Programs_and_scripts_one_after_the_other_leave_each_its_own()
    {
        var scan = Scan(layer => layer
            .File("a", Library)
            .File("b", Encoding.UTF8.GetBytes("#!/bin/sh\necho\nexport OPENSSL_CONF=/x\n"))
            .File("c", "no program"u8.ToArray())
            .File("d", StubElf.Write("\0data\0"u8.ToArray(), ["first"], ["libz.so.1"], "libd.so")));

        Assert.Equal(3, scan.Looked);
        Assert.Equal(["a", "b", "d"], scan.Files.Select(file => file.Path));
        Assert.Equal(["libc.so.6"], scan.Files[0].Elf!.Needed);
        var line = Assert.Single(scan.Files[1].Script!.Touches);
        Assert.Equal((3, "export OPENSSL_CONF=/x", "/bin/sh"), (line.Number, line.Text, scan.Files[1].Script!.Interpreter));
        Assert.Equal("libd.so", scan.Files[2].Elf!.Soname);
        Assert.Empty(scan.Files[2].Modules);
    }

    [Fact]
    public void Name_of_a_module_that_is_no_program_is_unread()
    {
        var defect = Assert.Single(Scan(layer => layer.File("usr/lib/libcrypto.so.3", "no program"u8.ToArray())).Unread);

        Assert.Equal(("MODU-0001", "usr/lib/libcrypto.so.3"), (defect.Code.Text, defect.Locator.Document));
    }

    [Fact]
    public void Archive_that_a_script_starts_is_read_under_whichever_name_comes_first()
    {
        byte[] started = [.. "#!/bin/sh\n"u8, .. StubJar.BcFipsJar("2.0.0")];
        var scan = Scan(layer => layer.File("a/start", started).File("b/app.jar", started));

        Assert.All(scan.Files, file => Assert.Equal("BC-FJA", Assert.Single(file.Modules).Name));
        Assert.Empty(scan.Unread);
    }

    [Fact]
    public void What_cant_be_read_is_named_up_to_a_bound_and_counted_beyond()
    {
        var unread = Scan(layer =>
        {
            for (var index = 0; index < 1_010; index++) layer.File($"bin/{index:D4}", [.. "\u007fELF"u8, .. BitConverter.GetBytes(index)]);
        }).Unread;

        Assert.Equal(("MODU-0025", "bin/0000"), (unread[0].Code.Text, unread[0].Locator.Document));
        Assert.Equal(1_001, unread.Length);
        Assert.StartsWith("10 further", unread[^1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Long_script_is_looked_into_at_its_start()
    {
        var bytes = new byte[3 << 20];
        Array.Fill(bytes, (byte)'\n');
        "#!/bin/sh\nGODEBUG=fips140=off\n"u8.CopyTo(bytes);
        "\nGODEBUG=fips140=on\n"u8.CopyTo(bytes.AsSpan(2 << 20));

        var script = Assert.Single(Scan(layer => layer.File("run", bytes)).Files).Script!;

        Assert.Equal("GODEBUG=fips140=off", Assert.Single(script.Touches).Text);
    }

    [Fact]
    public void Bytes_are_gathered_for_what_comes_and_no_further_than_allowed()
    {
        var passing = new PassingBytes();
        var piece = new byte[8 << 20];
        piece[^1] = 7;
        passing.Begin();
        for (var done = 0; done < PassingBytes.MaxBytes; done += piece.Length) passing.Append(piece);

        Assert.False(passing.IsTooLarge);
        Assert.Equal(PassingBytes.MaxBytes, passing.Bytes.Length);
        Assert.Equal(7, passing.Bytes.Span[^1]);

        passing.Append([1]);
        Assert.True(passing.IsTooLarge);

        passing.Begin();
        passing.Append([1, 2, 3]);
        Assert.Equal([1, 2, 3], passing.Bytes.ToArray());
        Assert.False(passing.IsTooLarge);
    }

    [Fact]
    public void Programs_are_known_by_their_first_bytes()
    {
        var capture = new ModuleCapture();

        Assert.Equal(CaptureRequest.AskWithContent, capture.ByPath("anything", 100));
        Assert.Equal(CaptureRequest.Observe, capture.ByContent("a.py", Library.Length, Library));
        Assert.Equal(CaptureRequest.Ignore, capture.ByContent("a.py", 9, "#!/bin/sh"u8));
        Assert.Equal(CaptureRequest.Observe, capture.ByContent("a.jar", 9, "anything"u8));
        Assert.Equal(CaptureRequest.Ignore, capture.ByPath("tiny", 3));
        Assert.Equal(CaptureRequest.Observe, capture.ByContent("anything", Library.Length, Library));
        Assert.Equal(CaptureRequest.Observe, capture.ByContent("anything", 9, "#!/bin/sh"u8));
        Assert.Equal(CaptureRequest.Ignore, capture.ByContent("anything", 9, "!#/bin/sh"u8));
    }

    private static ScanDocument Scan(Action<LayerBuilder> build)
    {
        var layout = new LayoutBuilder();
        layout.Image(image => image.Layer(build), "v1");
        using var snapshot = layout.Open("v1");
        using var acquired = ImageAcquisition.Run(snapshot, AuditInputs.None, Observations.All, Limits.Default);
        var record = Assert.Single(acquired.Raw.Images).Observations.Single(document => document.Item.Origin == ScanDocument.Name);
        return ScanDocumentReader.Read(record.ReadAll(Limits.Default), ScanDocument.Name, Limits.Default).Required();
    }
}
