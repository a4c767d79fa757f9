using BenchmarkDotNet.Attributes;
using Clu.Binary;
using Clu.Images.Trees;
using Clu.Nix.Archives;
using Clu.Nix.BootSpecs;
using Clu.Nix.Derivations;
using Clu.Nix.Hashing;
using Clu.Nix.Registrations;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;

namespace Clu.Benchmarks;

/// <summary>The formats of Clu.Nix.</summary>
[MemoryDiagnoser]
public class NixBenchmarks
{
    private const string HashText = "sha256:1b8m03r63zqhnjf7l5wnldhh7c134ap5vpj0850ymkq1iyzicy5s";
    private const string PathText = "/nix/store/00bgd045z0d4icpbc2yyz4gx48ak44la-net-tools-1.60_p20170221182432";

    private readonly byte[] _digest = Hash.Of(HashAlgorithm.Sha256, "abc"u8).Bytes.ToArray();
    private readonly StoreObjectInfo[] _closure = Corpus.Closure();
    private readonly ImageDirectory _tree = Corpus.Tree();
    private byte[] _nar = [];
    private byte[] _registration = [];
    private byte[] _bootSpec = [];
    private byte[] _derivation = [];

    /// <summary>Makes what the readers read.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        using MemoryStream nar = new();
        WriteNar(nar);
        _nar = nar.ToArray();
        using MemoryStream registration = new();
        RegistrationText.Write(_closure, registration);
        _registration = registration.ToArray();
        _bootSpec = new BootSpec
        {
            System = "x86_64-linux",
            Kernel = $"{PathText}/kernel",
            Initrd = $"{PathText}/initrd",
            Label = "label",
            Toplevel = PathText,
            Init = $"{PathText}/init",
            KernelParameters = ["loglevel=4", "lsm=landlock,yama,bpf"],
        }.Write();
        _derivation = DerivationText.Write(new Derivation
        {
            Name = "hello",
            Outputs = [new DeferredOutput("out")],
            InputDerivations = [.. _closure.Select(info => new InputDerivation(StorePath.Parse($"{info.Path.HashPart}-input.drv"), new OutputSelection("out"))).DistinctBy(input => input.Path)],
            System = new DerivationString("x86_64-linux"),
            Builder = new DerivationString("/bin/sh"),
            Environment = [.. Enumerable.Range(0, 50).Select(i => KeyValuePair.Create(new DerivationString($"v{i}"), new DerivationString($"{PathText}\n\"{i}\"")))],
        });
    }

    /// <summary>32 bytes to 52 digits.</summary>
    [Benchmark]
    public string Nix32_encode() => Nix32.Encode(_digest);

    /// <summary>A hash in Nix32.</summary>
    [Benchmark]
    public Hash Hash_parse() => Hash.Parse(HashText);

    /// <summary>A derivation with the closure's paths as inputs and 50 variables.</summary>
    [Benchmark]
    public Derivation Derivation_read() => DerivationText.Read(_derivation, "hello");

    /// <summary>A store path.</summary>
    [Benchmark]
    public StorePath StorePath_parse() => StoreDirectory.Default.Parse(PathText);

    /// <summary>8 MiB in 258 files.</summary>
    [Benchmark]
    public void Nar_write_8_MiB() => WriteNar(Stream.Null);

    /// <summary>The same archive.</summary>
    [Benchmark]
    public void Nar_read_8_MiB()
    {
        using NarWriter writer = new(Stream.Null);
        new NarReader(new MemoryStream(_nar)).CopyTo(writer);
    }

    /// <summary>500 objects with 8 references each.</summary>
    [Benchmark]
    public void Registration_write_500() => RegistrationText.Write(_closure, Stream.Null);

    /// <summary>The same text.</summary>
    [Benchmark]
    public int Registration_read_500() => RegistrationText.Read(new MemoryStream(_registration)).Count();

    /// <summary>A document without specialisations.</summary>
    [Benchmark]
    public BootSpec BootSpec_read() => BootSpec.Read(_bootSpec);

    private void WriteNar(Stream output)
    {
        using NarWriter writer = new(output);
        Write(writer, _tree);
    }

    private static void Write(NarWriter writer, ImageNode node)
    {
        switch (node)
        {
            case ImageDirectory directory:
                writer.BeginDirectory();
                foreach ((FileName name, ImageNode child) in directory.Entries)
                {
                    writer.Entry(name);
                    Write(writer, child);
                }

                writer.EndDirectory();
                break;
            case ImageFile file:
                using (Stream content = file.Content.Open())
                    writer.File(false, file.Content.Length, content);
                break;
            case ImageSymlink link:
                writer.Symlink(link.Target.Span);
                break;
        }
    }
}
