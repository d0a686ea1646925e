"""Programs that may rate claims against passages: plug-ins, off unless asked for."""
