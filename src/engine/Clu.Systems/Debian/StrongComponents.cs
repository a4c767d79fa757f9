namespace Clu.Systems.Debian;

/// <summary>Tarjan's algorithm: finds the circles of a graph in one walk.</summary>
internal static class StrongComponents
{
    /// <summary>Splits a graph into its strongly connected components.</summary>
    /// <param name="edges">For every node the nodes that it points to.</param>
    /// <returns>Components; one that is pointed to stands before one that points to it.</returns>
    public static List<List<int>> Find(IReadOnlyList<IReadOnlyList<int>> edges)
    {
        List<List<int>> components = [];
        int[] number = new int[edges.Count];
        int[] lowest = new int[edges.Count];
        bool[] open = new bool[edges.Count];
        Stack<int> path = [];
        int count = 0;
        for (int node = 0; node < edges.Count; node++)
        {
            if (number[node] == 0)
                Walk(node);
        }

        return components;

        void Walk(int node)
        {
            number[node] = lowest[node] = ++count;
            path.Push(node);
            open[node] = true;
            foreach (int next in edges[node])
            {
                if (number[next] == 0)
                    Walk(next);
                if (open[next])
                    lowest[node] = Math.Min(lowest[node], lowest[next]);
            }

            if (lowest[node] != number[node])
                return;
            List<int> component = [];
            int member;
            do
            {
                member = path.Pop();
                open[member] = false;
                component.Add(member);
            }
            while (member != node);
            components.Add(component);
        }
    }
}
