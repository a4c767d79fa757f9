Console.WriteLine("clu-fuzz");
