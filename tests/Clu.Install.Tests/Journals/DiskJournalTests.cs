using Clu.Binary;
using Clu.Install.Journals;
using Clu.Testing;

namespace Clu.Install.Tests.Journals;

public sealed class DiskJournalTests : IDisposable
{
    private const long DiskSize = 4 << 20;

    private readonly TempFolder _folder = new();
    private readonly string _disk;

    public DiskJournalTests()
    {
        _disk = _folder["disk"];
        byte[] content = new byte[DiskSize];
        new Random(1).NextBytes(content);
        File.WriteAllBytes(_disk, content);
    }

    private static JournalHeader Header { get; } = new()
    {
        Seed = Enumerable.Range(0, 32).Select(i => (byte)i).ToArray(),
        Host = "reference",
        Toplevel = "/nix/store/00000000000000000000000000000000-system",
        Started = new DateTimeOffset(2026, 11, 27, 12, 0, 0, TimeSpan.Zero),
        Answers = "hostname = \"größe\"\n",
    };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Programs_may_lock_the_disk_while_the_journal_is_open()
    {
        using DiskJournal journal = DiskJournal.Begin(_disk, Header);

        // As sfdisk does; without a lock of our own it need not wait.
        using FileStream locked = new(_disk, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        journal.Record("partition");
    }

    [Fact]
    public void What_was_recorded_is_there_when_the_disk_is_found_again()
    {
        using (DiskJournal journal = DiskJournal.Begin(_disk, Header))
        {
            journal.Record("partition");
            journal.Record("format");
            journal.Record("format");
        }

        using DiskJournal again = DiskJournal.TryOpen(_disk)!;
        Assert.Equal(["partition", "format"], again.Done);
        Assert.Equal(Header.Seed.ToArray(), again.Header.Seed.ToArray());
        Assert.Equal(Header with { Seed = default }, again.Header with { Seed = default });
    }

    [Fact]
    public void Nothing_outside_the_gap_is_written()
    {
        byte[] before = File.ReadAllBytes(_disk);
        using (DiskJournal journal = DiskJournal.Begin(_disk, Header))
            journal.Record("partition");

        byte[] after = File.ReadAllBytes(_disk);
        Assert.Equal(before[..DiskJournal.Offset], after[..DiskJournal.Offset]);
        Assert.Equal(before[DiskJournal.End..], after[DiskJournal.End..]);
        Assert.NotEqual(before[DiskJournal.Offset..DiskJournal.End], after[DiskJournal.Offset..DiskJournal.End]);
    }

    [Fact]
    public void A_disk_without_a_journal_has_none() => Assert.Null(DiskJournal.TryOpen(_disk));

    [Fact]
    public void A_disk_that_ends_before_the_gap_has_none()
    {
        File.WriteAllBytes(_disk, new byte[DiskJournal.Offset + 100]);

        Assert.Null(DiskJournal.TryOpen(_disk));
    }

    [Fact]
    public void A_journal_that_was_cleared_is_gone()
    {
        using (DiskJournal journal = DiskJournal.Begin(_disk, Header))
            journal.Clear();

        Assert.Null(DiskJournal.TryOpen(_disk));
    }

    [Fact]
    public void A_new_journal_knows_nothing_of_an_earlier_one()
    {
        using (DiskJournal journal = DiskJournal.Begin(_disk, Header))
            journal.Record("partition");
        using DiskJournal next = DiskJournal.Begin(_disk, Header);

        Assert.Empty(next.Done);
        using DiskJournal again = DiskJournal.TryOpen(_disk)!;
        Assert.Empty(again.Done);
    }

    /// <summary>The power may go at every byte of a record.</summary>
    [Fact]
    public void A_record_that_is_cut_off_anywhere_is_none_and_those_before_it_count()
    {
        using (DiskJournal journal = DiskJournal.Begin(_disk, Header))
            journal.Record("partition");
        byte[] before = File.ReadAllBytes(_disk);
        using (DiskJournal journal = DiskJournal.TryOpen(_disk)!)
            journal.Record("format");
        byte[] after = File.ReadAllBytes(_disk);
        int[] changed = [.. Enumerable.Range(0, after.Length).Where(i => before[i] != after[i])];

        foreach (int last in changed[..^1])
        {
            byte[] torn = [.. after[..(last + 1)], .. before[(last + 1)..]];
            File.WriteAllBytes(_disk, torn);
            using DiskJournal journal = DiskJournal.TryOpen(_disk)!;
            Assert.Equal(["partition"], journal.Done);
        }
    }

    [Fact]
    public void A_header_that_was_damaged_is_an_error_and_not_another_installation()
    {
        using (DiskJournal journal = DiskJournal.Begin(_disk, Header))
            journal.Record("partition");
        byte[] content = File.ReadAllBytes(_disk);
        content[DiskJournal.Offset + 80] ^= 1;
        File.WriteAllBytes(_disk, content);

        CluException error = Assert.Throws<CluException>(() => DiskJournal.TryOpen(_disk));

        Assert.Equal("CLU0679", error.Code);
    }
}
