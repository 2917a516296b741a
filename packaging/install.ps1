# Installs hsmeta @VERSION@ for Windows: downloads the archive of this platform, verifies its checksum, and puts the program into
# ~\.local\bin, or into $env:HSMETA_INSTALL_DIR. Nothing else is changed, and nothing is installed if anything fails.
# Other ways to install, and what signs the files: docs/installation.md. For Windows PowerShell 5.1 and PowerShell 7.
& {
    $ErrorActionPreference = 'Stop'
    # The progress bar makes downloads slow in Windows PowerShell.
    $ProgressPreference = 'SilentlyContinue'
    [Net.ServicePointManager]::SecurityProtocol = [Net.ServicePointManager]::SecurityProtocol -bor [Net.SecurityProtocolType]::Tls12

    $version = '@VERSION@'
    # Where the files of the release are; another address for a mirror inside of a company.
    $base = if ($env:HSMETA_DOWNLOAD_BASE) { $env:HSMETA_DOWNLOAD_BASE.TrimEnd('/') } else { '@BASE@' }

    # The environment of an emulated process names the wrong processor; the registry names that of the machine.
    $machine = (Get-ItemProperty 'HKLM:\SYSTEM\CurrentControlSet\Control\Session Manager\Environment').PROCESSOR_ARCHITECTURE
    $cpu = switch ($machine) {
        'AMD64' { 'x86_64' }
        'ARM64' { 'aarch64' }
        default {
            throw "install.ps1: no build for Windows on $machine; with Node: npm install --global hsmeta; with Rust: cargo install --locked hsmeta"
        }
    }
    $name = "hsmeta-$version-$cpu-pc-windows-msvc"

    $bin = if ($env:HSMETA_INSTALL_DIR) { $env:HSMETA_INSTALL_DIR } else { Join-Path $HOME '.local\bin' }
    New-Item -ItemType Directory -Force -Path $bin | Out-Null
    $bin = (Resolve-Path -LiteralPath $bin).ProviderPath
    $temporary = Join-Path $bin ".hsmeta.$([guid]::NewGuid().ToString('N'))"
    New-Item -ItemType Directory -Path $temporary | Out-Null
    try {
        Write-Output "downloading $name"
        foreach ($file in "$name.zip", 'SHA256SUMS') {
            try {
                Invoke-WebRequest -UseBasicParsing -Uri "$base/$file" -OutFile (Join-Path $temporary $file)
            } catch {
                throw "install.ps1: cannot download $base/${file}: $($_.Exception.Message)"
            }
        }
        # Not Get-FileHash and Expand-Archive: these are scripts, which Windows PowerShell does not run by default, and does not find
        # when it is started from PowerShell 7.
        $archive = Join-Path $temporary "$name.zip"
        $pattern = "^([0-9a-f]{64})  $([regex]::Escape("$name.zip"))$"
        $expected = Get-Content (Join-Path $temporary 'SHA256SUMS') | Where-Object { $_ -match $pattern } | ForEach-Object { $Matches[1] }
        if (-not $expected) { throw "install.ps1: $base/SHA256SUMS does not list $name.zip; nothing was installed" }
        $hash = [Security.Cryptography.SHA256]::Create().ComputeHash([IO.File]::ReadAllBytes($archive))
        $actual = [BitConverter]::ToString($hash).Replace('-', '').ToLowerInvariant()
        if ($actual -ne $expected) {
            throw "install.ps1: checksum of $name.zip is $actual, expected $expected; nothing was installed"
        }

        Add-Type -AssemblyName System.IO.Compression.FileSystem
        [IO.Compression.ZipFile]::ExtractToDirectory($archive, $temporary)
        $program = Join-Path $temporary "$name\hsmeta.exe"
        $installed = & $program --version
        if ($LASTEXITCODE -ne 0) { throw "install.ps1: hsmeta does not run here; nothing was installed" }

        # A program that runs cannot be overwritten, but it can be renamed. The next installation removes what is left of it.
        $destination = Join-Path $bin 'hsmeta.exe'
        Remove-Item -Force -ErrorAction SilentlyContinue "$destination.*.old"
        if (Test-Path -LiteralPath $destination) {
            Move-Item -LiteralPath $destination -Destination "$destination.$([guid]::NewGuid().ToString('N')).old"
        }
        Move-Item -LiteralPath $program -Destination $destination
        Remove-Item -Force -ErrorAction SilentlyContinue "$destination.*.old"
        Write-Output "installed $installed as $destination"
    } finally {
        Remove-Item -Recurse -Force -LiteralPath $temporary
    }

    # Not by a command: .NET replaces each %VARIABLE% of the PATH that it reads by its value.
    if (($env:Path -split ';') -notcontains $bin) {
        Write-Output "add $bin to your PATH; this opens the dialog: rundll32 'sysdm.cpl,EditEnvironmentVariables'"
    }
}
