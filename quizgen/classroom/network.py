"""The addresses under which the phones of a class can reach this machine."""

from __future__ import annotations

import ipaddress

_VIRTUAL = ("docker", "br-", "veth", "virbr", "vmnet", "vbox", "utun", "tun", "tap", "zt", "tailscale")


def lan_addresses() -> tuple[str, ...]:
    """Return this machine's IPv4 addresses in local networks, the most likely for a class first."""
    import ifaddr

    ranked: list[tuple[bool, bool, str]] = []
    for adapter in ifaddr.get_adapters():
        for own in adapter.ips:
            if own.is_IPv4 and isinstance(own.ip, str) and not ipaddress.ip_address(own.ip).is_loopback:
                address = ipaddress.ip_address(own.ip)
                virtual = adapter.nice_name.lower().startswith(_VIRTUAL)
                ranked.append((virtual or address.is_link_local, not address.is_private, own.ip))
    return tuple(address for _, _, address in sorted(ranked, key=lambda found_address: found_address[:2]))
