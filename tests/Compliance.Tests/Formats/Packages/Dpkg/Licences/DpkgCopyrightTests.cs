using System.Text;
using Compliance.Formats.Packages.Dpkg.Licences;

namespace Compliance.Tests.Formats.Packages.Dpkg.Licences;

public sealed class DpkgCopyrightTests
{
    private const string Header = "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\nUpstream-Name: thing\n\n";

    private static string Read(string text) => DpkgCopyright.ReadLicence(Encoding.UTF8.GetBytes(text));

    [Theory]
    [InlineData("GPL-2+", "GPL-2.0-or-later")]
    [InlineData("GPL-2", "GPL-2.0-only")]
    [InlineData("LGPL-2.1+", "LGPL-2.1-or-later")]
    [InlineData("GPLv3+", "GPL-3.0-or-later")]
    [InlineData("Expat", "MIT")]
    [InlineData("bsd-3-clause", "BSD-3-Clause")]
    [InlineData("GPL-1+ or Artistic", "GPL-1.0-or-later OR Artistic-1.0-Perl")]
    [InlineData("BSL-1.0 and Jam", "BSL-1.0 AND LicenseRef-Debian-Jam")]
    [InlineData("GPL-2+ with Autoconf exception", "LicenseRef-Debian-GPL-2--with-Autoconf-exception")]
    [InlineData("GPL", "LicenseRef-Debian-GPL")]
    [InlineData("", "")]
    [InlineData("Redistribution and use in source and binary forms, with or without modification, are", "")]
    [InlineData("This software is provided as it is", "")]
    public void Short_name_becomes_an_identifier_or_stays_a_name(string synopsis, string expected) =>
        Assert.Equal(expected, Read($"{Header}Files: *\nCopyright: someone\nLicense: {synopsis}\n text\n"));

    [Fact]
    public void All_fields_count_once_and_alternatives_stay_together() => Assert.Equal(
        "Apache-2.0 AND (GPL-2.0-or-later OR MIT)",
        Read($"{Header}Files: *\nLicense: Apache-2.0\n\nFiles: a\nlicense:\tGPL-2+ or Expat\n\nLicense: Apache-2.0\n License: not a field\n"));

    [Theory]
    [InlineData("see\n/usr/share/common-licenses/GPL-2.", "GPL-2.0-only")]
    [InlineData("version 2 or (at your option)\nany later\nversion, see `/usr/share/common-licenses/GPL-2'", "GPL-2.0-or-later")]
    [InlineData("/usr/share/common-licenses/Artistic and /usr/share/common-licenses/Apache-2.0", "Apache-2.0 AND Artistic-1.0-Perl")]
    [InlineData("/usr/share/common-licenses/GPL-2 and /usr/share/common-licenses/GPL", "")]
    [InlineData("Do what you want.", "")]
    public void Free_text_counts_only_by_its_references(string text, string expected) => Assert.Equal(expected, Read(text));

    [Fact]
    public void Any_bytes_are_survived()
    {
        var seed = Encoding.UTF8.GetBytes($"{Header}Files: *\nLicense: GPL-2+ or Artistic\n text\n\nFiles: b\nLicense: MIT\n\n/usr/share/common-licenses/GPL-2\n");
        foreach (var mutation in Mutations.Of(seed, Mutations.Count, 61)) Assert.True(DpkgCopyright.ReadLicence(mutation).Length < 4 * seed.Length + 200);
    }
}
