using System.Text;
using System.Text.RegularExpressions;
using Clu.Binary;
using Clu.Systems.Profiles;

namespace Clu.Fuzz.Targets;

/// <summary>Any text is a profile, or one error of the profile's range that names line and column.</summary>
public sealed partial class ProfileTarget : IFuzzTarget
{
    private const string Head = "name = \"n\"\nlabel = \"l\"\n";

    public string Name => "profile";

    public IEnumerable<byte[]> Seeds() =>
    [
        .. new[]
        {
            "edition = 'e'\nsuite = \"sid\"\nmirror = \"https://example.org/debian\"\ncomponents = [\"main\"]\nkernel = \"linux\"\nhostname = \"h\"",
            "packages = [\"git\", \"jq\"]\ngreeting = \"\"\"\na\nb\"\"\"\nhelp = \"\\u0041\"\nlauncher = \"l\"\ntimeout = 0\nkernel-params = [\"quiet\"]",
            "store-contents = [\"/nix/store/x\"]\n[compression]\ncodec = \"xz\"\nlevel = 6\nblock-size = \"128K\"",
            "[[user]]\nname = \"a\"\nuid = 1000\ngroups = [\"sudo\"]\nshell = \"/bin/sh\"\npassword-hash = \"$y$\"\nauthorized-keys = [\"k\"]",
            "[[host]]\nname = \"h\"\npackages = [\"git\"]\nkernel-params = [\"q\"]\nlayout = \"l\"\n[[host.user]]\nname = \"a\"\n[[host]]\nname = \"i\"\ntoplevel = \"/nix/store/x\"",
            "[[contents]]\nsource = \"a\"\ntarget = \"/b/c/\"\n[[contents]]\nsource = \"/d\"\ntarget = \"e\"",
        }.Select(body => Encoding.UTF8.GetBytes(Head + body)),
    ];

    public void Run(ReadOnlySpan<byte> input)
    {
        try
        {
            ProfileReader.Parse(Encoding.UTF8.GetString(input), "p.toml");
        }
        catch (CluException e) when (e is not MalformedDataException && Position().IsMatch(e.Message) && e.Code is "CLU0401" or "CLU0402" or "CLU0403" or "CLU0404" or "CLU0405" or "CLU0406" or "CLU0407")
        {
            throw new MalformedDataException("profile", -1, e.Code, MalformedReason.InvalidValue, "a profile", e.Message, e);
        }
    }

    [GeneratedRegex(@"\Ap\.toml:[1-9][0-9]*:[1-9][0-9]*: ")]
    private static partial Regex Position();
}
