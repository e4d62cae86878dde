using System.Text;
using Publisher.Sandbox.Demo;

namespace Publisher.Tests.Sandbox.Demo;

public sealed class TaggedPhotoTests
{
    [Fact]
    public void The_demos_photograph_tells_its_camera_and_its_place()
    {
        var photo = TaggedPhoto.Make();

        var found = PictureMetadata.Find(photo);

        Assert.Contains("Exif", found);
        Assert.Contains(TaggedPhoto.Canary, found);
    }

    [Fact]
    public void A_tagged_picture_begins_as_cameras_begin_theirs_and_keeps_its_pixels()
    {
        byte[] plain = [0xFF, 0xD8, 0xFF, 0xDB, 0, 4, 1, 2, 0xFF, 0xD9];

        var tagged = TaggedPhoto.Tag(plain, (40, 21, 36), (45, 18, 12));

        Assert.Equal([0xFF, 0xD8, 0xFF, 0xE1], tagged[..4]);
        Assert.Equal("Exif\0\0II*\0", Encoding.ASCII.GetString(tagged, 6, 10));
        Assert.Equal(plain[2..], tagged[^8..]);
    }

    [Fact]
    public void Without_its_tags_the_drawing_is_nothing_but_a_picture()
    {
        var photo = TaggedPhoto.Make();
        var length = (photo[4] << 8) | photo[5];
        byte[] plain = [.. photo[..2], .. photo[(4 + length)..]];

        var found = PictureMetadata.Find(plain);

        Assert.Empty(found);
    }
}
