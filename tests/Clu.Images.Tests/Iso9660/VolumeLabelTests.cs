using Clu.Binary;
using Clu.Images.Iso9660;

namespace Clu.Images.Tests.Iso9660;

public class VolumeLabelTests
{
    [Theory]
    [InlineData("nixos-minimal-24.11-x86_64")]
    [InlineData("A")]
    [InlineData("01234567890123456789012345678901")]
    public void Labels_are_taken_as_they_are(string text) => Assert.Equal(text, VolumeLabel.Parse(text).Text);

    [Theory]
    [InlineData("")]
    [InlineData("with space")]
    [InlineData("ümlaut")]
    [InlineData("012345678901234567890123456789012")]
    public void Other_labels_are_refused(string text)
    {
        Assert.Equal("CLU0220", Assert.Throws<CluException>(() => VolumeLabel.Parse(text)).Code);
        Assert.False(VolumeLabel.TryParse(text, out _));
    }
}
