using System.Text;
using Compliance.Formats.Packages.Apko;
using Compliance.Formats.Packages.Apko.Locks;
using Compliance.Formats.Packages.Apko.Model;
using Compliance.Formats.Reading;

namespace Compliance.Tests.Formats.Packages.Apko;

public sealed class ApkoConfigurationTests
{
    private const string Whole = """
        contents:
          repositories: [./packages]
          keyring: [./a.rsa.pub]
          packages:
            - busybox
            - "openssl>3"
        entrypoint:
          command: /bin/sh -l
        accounts:
          run-as: nonroot
          users:
            - { username: nonroot, uid: 65532, gid: 65532 }
        archs: [x86_64, arm64]
        paths:
          - { path: /data, type: directory, permissions: 0o755, uid: 65532 }
          - { path: /run/x, type: empty-file, permissions: 0644 }
        environment: { LANG: C.UTF-8, N: 1 }
        layering: { strategy: origin, budget: 3 }
        """;

    private static Reading<ApkoConfiguration> Read(string text, Func<string, ReadOnlyMemory<byte>?>? open = null) =>
        ApkoConfigurationReader.Read(Encoding.UTF8.GetBytes(text), "image.apko.yaml", open);

    [Fact]
    public void Every_part_is_read()
    {
        var configuration = Read(Whole).Required();

        Assert.Equal(["busybox", "openssl>3"], configuration.Contents.Packages);
        Assert.Equal((0x1ED, 0x1A4), (configuration.Paths[0].Permissions, configuration.Paths[1].Permissions));
        Assert.Equal((65532L, 65532L), (configuration.Accounts.Users[0].Uid, configuration.Accounts.Users[0].Gid));
        Assert.Equal("1", configuration.Environment["N"]);
        Assert.Equal(3, configuration.Layering!.Budget);
    }

    [Theory]
    [InlineData("contents:\n  package: [a]\n", "APKO-0001", 2, 3)]
    [InlineData("accounts:\n  users:\n    - username: a\n      uId: 3\n", "APKO-0001", 4, 7)]
    [InlineData("contents:\n  packages: a\n", "APKO-0002", 2, 13)]
    [InlineData("archs: [pdp11]\n", "APKO-0003", 1, 8)]
    [InlineData("paths:\n  - { path: a, type: fifo }\n", "APKO-0003", 2, 5)]
    [InlineData("paths:\n  - { path: a, type: directory, permissions: 99999 }\n", "APKO-0003", 2, 46)]
    public void Mistake_is_told_with_its_place(string text, string code, int line, int column)
    {
        var reading = Read(text);
        Assert.False(reading.TryGet(out _));
        Assert.Contains(reading.Defects, defect => (defect.Code.Text, defect.Locator.Line, defect.Locator.Column) == (code, line, column));
    }

    [Fact]
    public void Included_lists_come_first_and_own_values_win()
    {
        var merged = Read("include: base.yaml\ncmd: own\ncontents:\n  packages: [b]\n", path => path == "base.yaml" ? Encoding.UTF8.GetBytes("cmd: base\nwork-dir: /w\ncontents:\n  packages: [a]\n") : null).Required();

        Assert.Equal(["a", "b"], merged.Contents.Packages);
        Assert.Equal(("own", "/w", ""), (merged.Command, merged.WorkingDirectory, merged.Include));
        Assert.Equal("APKO-0004", Read("include: me\n", _ => Encoding.UTF8.GetBytes("include: me\n")).Defects[0].Code.Text);
        Assert.Equal("APKO-0004", Read("include: none\n", _ => null).Defects[0].Code.Text);
    }

    [Fact]
    public void Mutated_configurations_and_locks_never_throw()
    {
        foreach (var bytes in Mutations.Of(Encoding.UTF8.GetBytes(Whole), Mutations.Count, 5)) ApkoConfigurationReader.Read(bytes, "mutated");
        var key = new ApkoLockedKey("k", "u", null);
        var package = new ApkoLockedPackage("a", "u", "1", "x86_64", null, new ApkoLockedRange("bytes=0-1", "sha1-AA=="), null, "Q1AA==");
        var written = ApkoLockWriter.Write(new ApkoLock("c", "sha256-AA==", [key], [], null, [], [package]));
        Assert.Equal(written, ApkoLockWriter.Write(ApkoLock.Read(written, "lock").Required()));
        foreach (var bytes in Mutations.Of(written, Mutations.Count, 6)) ApkoLock.Read(bytes, "mutated");
    }
}
