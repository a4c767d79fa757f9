namespace Clu.Images.SquashFs.Writing;

/// <summary>Something that the pipeline's last thread does in the order of submission.</summary>
internal interface IPlacement
{
    /// <summary>Waits for what must be ready and writes it. Not called once the pipeline has failed.</summary>
    void Place(ImageData data);

    /// <summary>Gives back what it holds; called always, exactly once.</summary>
    void Release();
}
