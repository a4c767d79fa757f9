using System.Text;
using System.Text.RegularExpressions;
using Clu.Binary;
using Clu.Install.Answers;

namespace Clu.Fuzz.Targets;

/// <summary>Any text is answers, which are written as they were read, or one error of their range that names line and column.</summary>
public sealed partial class AnswersTarget : IFuzzTarget
{
    private static readonly string[] _codes = ["CLU0401", "CLU0402", "CLU0403", "CLU0404", "CLU0405", "CLU0630"];

    public string Name => "answers";

    public IEnumerable<byte[]> Seeds() =>
    [
        .. new[]
        {
            "host = \"h\"\nhostname = \"k\"\nmachine-id = \"6c3f0a9e1b7d4c52a8e04f9b2d7c1e35\"\ntime-zone = \"Europe/Berlin\"\nlocale = \"C.UTF-8\"\nkeymap = \"us\"",
            "root-password-hash = \"$6$saltsalt$hashhash\"\nlayout = \"ext4\"\nfirmware = \"auto\"\nkeep-wifi = true\nconfiguration = \"n\"\nafter = \"reboot\"",
            "root-authorized-keys = [\"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f me\"]",
            "[disk]\ndevice = \"/dev/vda\"\nserial = \"s\"\nmodel = \"m\"\nsmallest-over = \"20G\"\nonly = true",
            "[[disk]]\nserial = \"s\"\n[[disk]]\nserial = \"t\"\n[encryption]\npassphrase = \"p\"\nkey-file = \"k\"\nkey-location = \"LABEL=K:/k\"\ntpm2 = true",
            "[boot]\nloader = \"grub\"\nnvram = false\n[[user]]\nname = \"a\"\nuid = 1000\ngroups = [\"g\"]\nshell = \"/bin/sh\"\npassword-hash = \"!\"\ndescription = \"d\"",
            "[[network]]\ninterface = \"eth0\"\naddresses = [\"192.0.2.7/24\", \"2001:db8::7/64\"]\ngateways = [\"192.0.2.1\"]\nname-servers = [\"::1\"]\nsearch = [\"a.b\"]",
            "[[wifi]]\nssid = \"s\"\npassphrase = \"12345678\"\nhidden = true\n[ssh-host-keys]\nfiles = [\"f\"]\n[[extra-file]]\ncontent = \"c\"\ntarget = \"/t\"\nmode = \"0600\"\nowner = \"a\"",
            "[layout]\nname = \"l\"\n[[layout.partition]]\nname = \"root\"\ntype = \"root\"\nsize = \"rest\"\n[[layout.filesystem]]\non = \"root\"\ntype = \"ext4\"\nmount = \"/\"",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    public void Run(ReadOnlySpan<byte> input)
    {
        InstallAnswers answers;
        try
        {
            answers = AnswersReader.Parse(Encoding.UTF8.GetString(input), "a.toml", "/f");
        }
        catch (CluException e) when (e is not MalformedDataException
            && ((Position().IsMatch(e.Message) && _codes.Contains(e.Code)) || e.Code.StartsWith("CLU060", StringComparison.Ordinal)))
        {
            throw new MalformedDataException("answers", -1, e.Code, MalformedReason.InvalidValue, "answers", e.Message, e);
        }

        string once = AnswersWriter.Write(answers, secrets: true);
        string twice = AnswersWriter.Write(AnswersReader.Parse(once, "b.toml", folder: null), secrets: true);
        if (once != twice)
            throw new InvalidOperationException($"written as\n{once}\nread and written as\n{twice}");
    }

    [GeneratedRegex(@"\Aa\.toml:[1-9][0-9]*:[1-9][0-9]*: ")]
    private static partial Regex Position();
}
