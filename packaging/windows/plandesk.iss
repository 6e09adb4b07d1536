; Inno Setup 6.3 or newer: one setup program for one person, without administrator rights.
; Build the bundle on Windows first (py packaging\bootstrap.py bundle), then from the checkout:
;   iscc /DVersion=0.1.0 packaging\windows\plandesk.iss
; It writes dist\PlanDesk-VERSION-setup.exe. What was tried of this: see packaging\README.md.

#ifndef Version
  #error Say the version: iscc /DVersion=0.1.0 packaging\windows\plandesk.iss
#endif

[Setup]
AppId={{6E6F1C0A-5F0B-4A57-9D0E-2B8C1D7A41F3}
AppName=PlanDesk
AppVersion={#Version}
AppVerName=PlanDesk {#Version}
AppPublisher=The PlanDesk developers
DefaultDirName={autopf}\PlanDesk
DefaultGroupName=PlanDesk
DisableProgramGroupPage=yes
DisableDirPage=auto
; For this person alone: files go below AppData\Local\Programs, the registry to HKEY_CURRENT_USER.
; "/ALLUSERS" on the command line, for an administrator, installs for everybody.
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=commandline
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
ChangesAssociations=yes
ChangesEnvironment=yes
CloseApplications=yes
RestartApplications=no
Compression=lzma2/max
SolidCompression=yes
LicenseFile=..\..\LICENSE
OutputDir=..\..\dist
OutputBaseFilename=PlanDesk-{#Version}-setup
SetupIconFile=..\..\build\bundle-extra\plandesk.ico
UninstallDisplayIcon={app}\PlanDeskWindow.exe
WizardStyle=modern

[Languages]
Name: "english"; MessagesFile: "compiler:Default.isl"

[Tasks]
Name: "associate"; Description: "Open .plandesk files with PlanDesk"
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked
Name: "path"; Description: "Make the command ""plandesk"" known to the command prompt"; Flags: unchecked

[InstallDelete]
; libraries of an older version must not be found by the new one
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "..\..\dist\plandesk\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{autoprograms}\PlanDesk"; Filename: "{app}\PlanDeskWindow.exe"
Name: "{autodesktop}\PlanDesk"; Filename: "{app}\PlanDeskWindow.exe"; Tasks: desktopicon

[Registry]
Root: HKA; Subkey: "Software\Classes\.plandesk"; ValueType: string; ValueData: "PlanDesk.Plan"; Flags: uninsdeletevalue; Tasks: associate
Root: HKA; Subkey: "Software\Classes\.plandesk"; ValueType: string; ValueName: "Content Type"; ValueData: "application/x-plandesk"; Flags: uninsdeletevalue; Tasks: associate
Root: HKA; Subkey: "Software\Classes\.plandesk\OpenWithProgids"; ValueType: string; ValueName: "PlanDesk.Plan"; ValueData: ""; Flags: uninsdeletevalue; Tasks: associate
Root: HKA; Subkey: "Software\Classes\PlanDesk.Plan"; ValueType: string; ValueData: "PlanDesk plan"; Flags: uninsdeletekey; Tasks: associate
Root: HKA; Subkey: "Software\Classes\PlanDesk.Plan\DefaultIcon"; ValueType: string; ValueData: "{app}\PlanDeskWindow.exe,0"; Tasks: associate
Root: HKA; Subkey: "Software\Classes\PlanDesk.Plan\shell\open\command"; ValueType: string; ValueData: """{app}\PlanDeskWindow.exe"" ""%1"""; Tasks: associate
Root: HKCU; Subkey: "Environment"; ValueType: expandsz; ValueName: "Path"; ValueData: "{olddata};{app}"; Check: NotYetInPath; Tasks: path

[Run]
Filename: "{app}\PlanDeskWindow.exe"; Description: "{cm:LaunchProgram,PlanDesk}"; Flags: nowait postinstall skipifsilent

[Code]
function NotYetInPath: Boolean;
var
  Known: String;
begin
  if not RegQueryStringValue(HKEY_CURRENT_USER, 'Environment', 'Path', Known) then
    Known := '';
  Result := Pos(';' + Uppercase(ExpandConstant('{app}')) + ';', ';' + Uppercase(Known) + ';') = 0;
end;

procedure CurUninstallStepChanged(Step: TUninstallStep);
var
  Known, Ours: String;
  Place: Integer;
begin
  if Step <> usPostUninstall then
    exit;
  if RegQueryStringValue(HKEY_CURRENT_USER, 'Environment', 'Path', Known) then
  begin
    Ours := ';' + ExpandConstant('{app}');
    Place := Pos(Uppercase(Ours), Uppercase(Known));
    if Place > 0 then
    begin
      Delete(Known, Place, Length(Ours));
      RegWriteExpandStringValue(HKEY_CURRENT_USER, 'Environment', 'Path', Known);
    end;
  end;
end;
