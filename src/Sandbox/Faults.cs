namespace Publisher.Sandbox;

/// <summary>The faults still to happen, first in first out for each network and action.</summary>
public sealed class Faults
{
    private readonly Lock _gate = new();
    private readonly List<Fault> _pending = [];

    public IReadOnlyList<Fault> Pending
    {
        get
        {
            lock (_gate)
            {
                return [.. _pending];
            }
        }
    }

    public void Add(Fault fault)
    {
        lock (_gate)
        {
            _pending.Add(fault);
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _pending.Clear();
        }
    }

    internal bool AwaitsAny(string network)
    {
        lock (_gate)
        {
            return _pending.Exists(fault => fault.Network == network);
        }
    }

    /// <summary>The fault that this call meets, used up by one; null when it goes well.</summary>
    internal Fault? Take(string network, NetworkAction action)
    {
        lock (_gate)
        {
            var index = _pending.FindIndex(fault => fault.Network == network && fault.Action == action);
            if (index < 0)
            {
                return null;
            }

            var fault = _pending[index];
            if (fault.Times > 1)
            {
                _pending[index] = fault with { Times = fault.Times - 1 };
            }
            else
            {
                _pending.RemoveAt(index);
            }

            return fault;
        }
    }
}
